using System.Diagnostics;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;
using Xunit.Abstractions;

namespace Obs.Delivery.Tests;

/// <summary>A thread pool without a free thread, as an application that blocks makes it: batches keep their period.</summary>
public sealed class StarvationTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    [Fact]
    public void F32_a_batch_leaves_within_two_periods_of_a_quiet_night_while_the_pool_is_starved()
    {
        int batches = Nightly.Rounds(20, 600);
        var sender = new CollectingSender();
        using DeliveryQueue queue = Queues.Create(sender, static o => o.MaxBatchDelay = Period);
        using var pool = new StarvedPool();
        TimeSpan longest = TimeSpan.Zero;
        long begun = Stopwatch.GetTimestamp();

        for (int i = 0; i < batches; i++)
        {
            long enqueued = Stopwatch.GetTimestamp();
            queue.TryEnqueue($"{i}");
            Wait.Until(() => sender.Calls > i);
            longest = Stopwatch.GetElapsedTime(enqueued) is var took && took > longest ? took : longest;
        }

        StarvedPool.IsStarved.Should().BeTrue();
        output.WriteLine(
            $"{batches} batches in {Stopwatch.GetElapsedTime(begun) / Period:F1} periods, the longest after {longest / Period:F2}");
        if (Nightly.IsNow)
        {
            longest.Should().BeLessThanOrEqualTo(2 * Period);
        }
    }

    [Fact]
    public void F32_a_spool_is_written_and_read_while_the_pool_is_starved()
    {
        var sender = new CollectingSender();
        using DeliveryQueue queue = Spooling.Support.SpooledQueues.Create(static () => new Spooling.Support.SimulatedDisk(), sender);
        using var pool = new StarvedPool();

        queue.EnqueueAll(["a", "b"]);
        Wait.Until(() => sender.Taken.Count == 2);

        StarvedPool.IsStarved.Should().BeTrue();
        sender.Taken.Should().Equal("a", "b");
    }
}
