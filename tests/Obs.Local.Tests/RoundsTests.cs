using Obs.TestSupport;

namespace Obs.Local.Tests;

public sealed class RoundsTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_round_that_fails_does_not_end_them_and_disposing_does()
    {
        var ambient = new AsyncLocal<string> { Value = "of the test" };
        var rounds = new List<string?>();
        using var ended = new SemaphoreSlim(0);
        await using (new Rounds(Interval, _time, _ =>
        {
            rounds.Add(ambient.Value);
            ended.Release();
            return rounds.Count == 1 ? throw new InvalidOperationException("once") : Task.CompletedTask;
        }))
        {
            for (int round = 0; round < 3; round++)
            {
                _time.Advance(Interval);
                (await ended.WaitAsync(Patience.Limit)).Should().BeTrue();
            }
        }

        _time.Advance(Interval);
        rounds.Should().Equal([null, null, null], "nothing ambient goes along");
        _time.ArmedTimers.Should().Be(0);
    }

    [Fact]
    public async Task Disposing_ends_the_round_that_runs()
    {
        using var began = new SemaphoreSlim(0);
        var rounds = new Rounds(Interval, _time, async cancellationToken =>
        {
            began.Release();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
        });
        _time.Advance(Interval);
        (await began.WaitAsync(Patience.Limit)).Should().BeTrue();

        await rounds.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
    }
}
