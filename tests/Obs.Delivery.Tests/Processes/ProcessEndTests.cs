using System.Diagnostics;
using System.Globalization;
using Obs.Delivery.Tests.Children;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;
using Xunit.Abstractions;

namespace Obs.Delivery.Tests.Processes;

/// <summary>Processes that end in every way a process can, with three queues full of records that wait for their batch.</summary>
public sealed class ProcessEndTests(ITestOutputHelper output) : IDisposable
{
    private const int AllRecords = 3 * EndChild.Records;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly TemporaryFolder _temporary = new();

    private string Received => Path.Combine(_temporary.Path, "received");

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("hosted", 0)]
    [InlineData("hosted", 120)]
    [InlineData("hosted", 200)]
    [InlineData("console", 0)]
    [InlineData("console", 120)]
    [InlineData("console", 200)]
    public async Task F26_SIGTERM_loses_nothing_while_the_receiver_is_healthy(string how, int afterMilliseconds)
    {
        using ChildProcess child = await StartAsync(how, Received);

        // Not a wait for anything: the signal is to come while the queues rest, and while they gather.
        await Task.Delay(TimeSpan.FromMilliseconds(afterMilliseconds), TimeProvider.System);
        long begun = Stopwatch.GetTimestamp();
        child.Terminate();
        string error = await child.ExitAsync();
        TimeSpan took = Stopwatch.GetElapsedTime(begun);

        output.WriteLine($"{how}, after {afterMilliseconds} ms: {took.TotalSeconds:F2} s");
        if (Nightly.IsNow)
        {
            took.Should().BeLessThanOrEqualTo(Limit);
        }

        ShouldHaveReceivedAll();
        error.Should().BeEmpty();
        child.ExitCode.Should().Be(how == "hosted" ? 0 : 128 + 15);
    }

    [Theory]
    [InlineData("hosted", "hanging")]
    [InlineData("hosted", "deaf")]
    [InlineData("hosted", "dead")]
    [InlineData("console", "hanging")]
    [InlineData("console", "deaf")]
    public async Task F27_SIGTERM_with_a_dead_endpoint_ends_the_process_and_says_what_is_lost(string how, string receiver)
    {
        (TimeSpan took, string error) = await EndAsync(how, receiver);

        output.WriteLine($"{how}, {receiver}: {took.TotalSeconds:F2} s");
        if (Nightly.IsNow)
        {
            // By day other test runs take from a process that ends what they like.
            took.Should().BeLessThanOrEqualTo(Limit);
            (TimeSpan control, _) = await EndAsync("bare", "none");
            output.WriteLine($"a host that delivers nothing: {control.TotalSeconds:F2} s");
        }

        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(3);
        string remainder = how == "hosted" ? "dropped 1000 (stopped 1000) + buffered 0" : "dropped 0 + buffered 1000";
        error.Should().Contain($"obs: logs: accepted 1000 = delivered 0 + {remainder}");
    }

    [Theory]
    [InlineData("hosted")]
    [InlineData("console")]
    public async Task F27_with_a_spool_nothing_is_lost_with_a_dead_endpoint_either(string how)
    {
        using ChildProcess child = await StartAsync(how, "dead", _temporary.Path);

        child.Terminate();
        await child.ExitAsync();

        Replayed().Should().Be(AllRecords);
    }

    [Fact]
    public async Task F28_an_unhandled_exception_lets_the_last_records_out()
    {
        using ChildProcess child = await StartAsync("throw", Received);

        string error = await child.ExitAsync();

        error.Should().Contain("on purpose");
        ShouldHaveReceivedAll();
    }

    [Theory]
    [InlineData("fail-fast")]
    [InlineData("overflow")]
    public async Task F28_after_an_end_without_a_last_word_the_spool_has_what_was_in_it(string how)
    {
        using ChildProcess child = await StartAsync(how, "dead", _temporary.Path);

        await child.ExitAsync();

        Replayed().Should().Be(AllRecords);
    }

    [Theory]
    [InlineData("fail-fast-with-a-last-word")]
    [InlineData("overflow-with-a-last-word")]
    public async Task F28_what_was_handed_over_as_urgent_is_in_the_spool_when_the_process_ends_in_the_next_moment(string how)
    {
        using ChildProcess child = await StartAsync(how, "dead", _temporary.Path);

        await child.ExitAsync();

        // With everything handed over before it.
        Replayed(EndChild.Records + 1).Should().Be(AllRecords + 3);
    }

    [Fact]
    public async Task F28_an_end_without_a_last_word_and_without_a_spool_loses_what_was_buffered_and_no_more()
    {
        using ChildProcess child = await StartAsync("fail-fast-at-once", Received);

        long buffered = long.Parse((await child.ReadLineAsync())!, CultureInfo.InvariantCulture);
        await child.ExitAsync();

        int received = File.ReadAllLines(Received).Length;
        output.WriteLine($"{buffered} of {AllRecords} buffered, {AllRecords - received} lost");
        received.Should().BePositive();
        (AllRecords - received).Should().Be((int)buffered);
    }

    [Fact]
    public async Task An_exit_without_disposing_of_anything_loses_nothing()
    {
        using ChildProcess child = await StartAsync("exit", Received);

        await child.ExitAsync();

        child.ExitCode.Should().Be(0);
        ShouldHaveReceivedAll();
    }

    private static async Task<(TimeSpan Took, string Error)> EndAsync(string how, string receiver)
    {
        using ChildProcess child = await StartAsync(how, receiver);
        long begun = Stopwatch.GetTimestamp();
        child.Terminate();
        string error = await child.ExitAsync();
        return (Stopwatch.GetElapsedTime(begun), error);
    }

    private static async Task<ChildProcess> StartAsync(string how, string receiver, params string[] spool)
    {
        ChildProcess child = Child.Start(["end", how, receiver, .. spool]);
        string? line;
        do
        {
            line = await child.ReadLineAsync();
        }
        while (line is not (null or "filled"));
        return child;
    }

    private void ShouldHaveReceivedAll() => File.ReadAllLines(Received).Select(int.Parse).Order().Should().Equal(
        Enumerable.Range(0, EndChild.Records).SelectMany(static i => Enumerable.Repeat(i, 3)));

    private int Replayed(int each = EndChild.Records)
    {
        int count = 0;
        foreach (string signal in new[] { "traces", "metrics", "logs" })
        {
            var sender = new CollectingSender();
            var options = new DeliveryOptions { MaxBatchDelay = TimeSpan.FromMilliseconds(10) };
            new DeliveryServiceOptions { SpoolPath = _temporary.Path }.ApplyTo(options, "child", signal);
            using var queue = new DeliveryQueue(signal, sender, options, TimeProvider.System, new DeliveryAccounts());
            Wait.Until(() => sender.Taken is { } taken && taken.Count >= each && taken.Distinct().Count() == each);
            count += each;
        }

        return count;
    }
}
