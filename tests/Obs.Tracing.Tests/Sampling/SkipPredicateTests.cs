using Obs.TestSupport;

namespace Obs.Tracing.Tests.Sampling;

/// <summary>Conditions of the application that misbehave are counted, then not asked any more.</summary>
public sealed class SkipPredicateTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly SamplingStatistics _statistics;

    public SkipPredicateTests() =>
        _statistics = new SamplingStatistics(
            new SamplingRules(new SamplingOptions(), new ServiceIdentity("orders-api", null, null, null), _time));

    [Fact]
    public void One_that_throws_ten_times_is_not_asked_any_more()
    {
        int asked = 0;
        SkipPredicate predicate = Create(_ => ++asked > 0 ? throw new InvalidOperationException() : false);

        Ask(predicate, 20).Should().AllBeEquivalentTo(false);

        asked.Should().Be(10);
        _statistics.PredicateFailures.Should().Be(10);
    }

    [Fact]
    public void One_that_is_slow_ten_times_is_not_asked_any_more_and_its_answers_count_until_then()
    {
        SkipPredicate predicate = Create(_ =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(101));
            return true;
        });

        Ask(predicate, 20).Count(static met => met).Should().Be(10);

        _statistics.PredicateFailures.Should().Be(10);
    }

    [Fact]
    public void One_that_is_quick_enough_is_asked_for_ever()
    {
        SkipPredicate predicate = Create(_ =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            return true;
        });

        Ask(predicate, 100).Should().AllBeEquivalentTo(true);

        predicate.Check();
        _statistics.PredicateFailures.Should().Be(0);
    }

    [Fact]
    public void One_that_hangs_holds_those_that_are_inside_and_nobody_after_them()
    {
        using var release = new ManualResetEventSlim();
        using var inside = new CountdownEvent(2);
        SkipPredicate predicate = Create(_ =>
        {
            inside.Signal();
            return release.Wait(Patience.Limit);
        });
        Thread[] held = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() => predicate.IsMet(default)))];
        Array.ForEach(held, static thread => thread.Start());
        inside.Wait(Patience.Limit).Should().BeTrue();

        _time.Advance(TimeSpan.FromSeconds(1.1));
        predicate.Check();

        predicate.IsMet(default).Should().BeFalse("a third call would not have come back either");
        _statistics.PredicateFailures.Should().Be(1, "it is told once");
        release.Set();
        Array.ForEach(held, static thread => thread.Join(Patience.Limit).Should().BeTrue());
        predicate.IsMet(default).Should().BeFalse("once off, it stays off");
    }

    [Fact]
    public void Before_it_is_found_out_it_can_hold_64_and_no_more()
    {
        using var release = new ManualResetEventSlim();
        using var inside = new CountdownEvent(SkipPredicate.MaxCalls);
        SkipPredicate predicate = Create(_ =>
        {
            inside.Signal();
            return release.Wait(Patience.Limit);
        });
        Thread[] held =
            [.. Enumerable.Range(0, SkipPredicate.MaxCalls).Select(
                _ => new Thread(() => predicate.IsMet(default), maxStackSize: 128 * 1024))];
        Array.ForEach(held, static thread => thread.Start());
        inside.Wait(Patience.Limit).Should().BeTrue();

        predicate.IsMet(default).Should().BeFalse();

        _statistics.PredicateFailures.Should().Be(1);
        release.Set();
        Array.ForEach(held, static thread => thread.Join(Patience.Limit).Should().BeTrue());
    }

    [Fact]
    public async Task The_watch_finds_it_by_the_clock()
    {
        using var release = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        var options = new SamplingOptions();
        options.SkipWhen(_ =>
        {
            inside.Set();
            return release.Wait(Patience.Limit);
        });
        var identity = new ServiceIdentity("orders-api", null, null, null);
        var sampler = new Sampler(options, new SamplingRules(options, identity, _time), _statistics, _time, new Random(1));
        using var watch = new SkipWatch(sampler, _time);
        await watch.StartAsync(CancellationToken.None);
        var held = new Thread(() => sampler.IsSkipped(default));
        held.Start();
        inside.Wait(Patience.Limit).Should().BeTrue();

        await Eventually.PassAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(0.25));
            _statistics.PredicateFailures.Should().Be(1);
            return Task.CompletedTask;
        });

        sampler.IsSkipped(default).Should().BeFalse();
        release.Set();
        held.Join(Patience.Limit).Should().BeTrue();
        await watch.StopAsync(CancellationToken.None);
    }

    private static bool[] Ask(SkipPredicate predicate, int times) => [.. Enumerable.Range(0, times).Select(_ => predicate.IsMet(default))];

    private SkipPredicate Create(Func<ServerRequest, bool> condition) => new(condition, _statistics, _time);
}
