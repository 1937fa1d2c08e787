using System.Diagnostics;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;
using Xunit.Abstractions;

namespace Obs.Delivery.Tests;

/// <summary>A thread pool without a free thread, as an application that blocks makes it: batches keep their period.</summary>
public sealed class StarvationTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void F32_batches_leave_while_the_pool_is_starved_at_least_every_two_periods_of_a_quiet_night()
    {
        const int Ticks = 40;
        var sender = new CollectingSender();
        using DeliveryQueue queue = Queues.Create(sender, static o => o.MaxBatchDelay = Period);
        using var pool = new StarvedPool();
        long begun = Stopwatch.GetTimestamp();

        for (int i = 0; i < Ticks; i++)
        {
            queue.TryEnqueue($"{i}");
            Wait.Until(() => sender.Calls > i);
        }

        double periods = Stopwatch.GetElapsedTime(begun) / Period;
        StarvedPool.IsStarved.Should().BeTrue();
        output.WriteLine($"{Ticks} batches in {periods:F1} periods");
        if (Nightly.IsNow)
        {
            periods.Should().BeLessThanOrEqualTo(2 * Ticks);
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
