using Obs.Delivery.Tests.Support;

namespace Obs.Delivery.Tests;

/// <summary>A thread pool without a free thread, as an application that blocks makes it: batches keep their period.</summary>
public sealed class StarvationTests
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void F32_batches_leave_at_least_every_two_periods_while_the_pool_is_starved()
    {
        const int Ticks = 40;
        var sender = new CollectingSender();
        using DeliveryQueue queue = Queues.Create(sender, static o => o.MaxBatchDelay = Period);
        using var pool = new StarvedPool();
        using var tick = new ManualResetEventSlim();

        // This thread's own waits are the clock: what holds them up on a busy machine holds up the queue's in the same way.
        for (int i = 0; i < Ticks; i++)
        {
            queue.TryEnqueue($"{i}");
            tick.Wait(Period);
        }

        int batches = sender.Calls;
        StarvedPool.IsStarved.Should().BeTrue();
        batches.Should().BeGreaterThanOrEqualTo(Ticks / 2);
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
