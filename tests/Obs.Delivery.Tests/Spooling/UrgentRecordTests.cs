using System.Text;
using Obs.Delivery.Spooling;
using Obs.Delivery.Tests.Spooling.Support;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Spooling;

/// <summary>Records that may tell why the process is about to end.</summary>
public sealed class UrgentRecordTests
{
    [Fact]
    public async Task An_urgent_record_takes_all_before_it_to_the_disk_without_waiting_for_others()
    {
        var disk = new SimulatedDisk();
        var time = new ManualTimeProvider();
        await using DeliveryQueue queue = SpooledQueues.Create(() => disk, new CollectingSender(), null, time);
        queue.TryEnqueue("first");
        queue.WaitUntilSpooled(1);
        Wait.Until(() => time.ArmedTimers > 0);
        queue.TryEnqueue("second");

        queue.TryEnqueueUrgent("third"u8).Should().BeTrue();

        // The clock stands still: nobody's time to share a write is over.
        queue.WaitUntilSpooled(3);
    }

    [Fact]
    public async Task Where_it_may_wait_it_is_on_the_disk_when_the_call_returns()
    {
        var disk = new SimulatedDisk();
        await using DeliveryQueue queue = Create(disk, TimeSpan.FromSeconds(1));

        for (int i = 0; i < 200; i++)
        {
            queue.TryEnqueueUrgent(Encoding.UTF8.GetBytes($"record {i}"), out bool isOnDisk).Should().BeTrue();
            if (isOnDisk)
            {
                queue.Counters.EverSpooled.Should().Be(i + 1);
            }
        }
    }

    [Fact]
    public async Task A_disk_that_refuses_is_not_waited_for()
    {
        var disk = new SimulatedDisk { IsReadOnly = true };
        await using DeliveryQueue queue = Create(disk, TimeSpan.FromSeconds(1));

        queue.TryEnqueueUrgent("record"u8, out bool isOnDisk).Should().BeTrue();

        isOnDisk.Should().BeFalse();
        queue.GetAccount().Buffered.Should().Be(1);
    }

    [Fact]
    public async Task Without_a_spool_it_is_a_record_like_any()
    {
        var sender = new CollectingSender();
        await using DeliveryQueue queue = Queues.Create(sender, static o => o.SpoolWait = TimeSpan.FromSeconds(1));

        queue.TryEnqueueUrgent("record"u8, out bool isOnDisk).Should().BeTrue();
        await queue.FlushAsync();

        isOnDisk.Should().BeFalse();
        sender.Taken.Should().Equal("record");
    }

    [Fact]
    public async Task After_the_end_it_is_a_counted_drop()
    {
        DeliveryQueue queue = Create(new SimulatedDisk(), TimeSpan.FromSeconds(1));
        await queue.DisposeAsync();

        queue.TryEnqueueUrgent("record"u8).Should().BeFalse();

        queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { [DropReasons.Stopped] = 1 });
    }

    [Fact]
    public async Task To_wait_for_the_disk_takes_no_memory()
    {
        await using DeliveryQueue queue = SpooledQueues.Create(
            () => new SimulatedDisk(), new CollectingSender(), static o => o.SpoolWait = TimeSpan.FromSeconds(1));
        byte[] record = new byte[200];

        long bytes = Allocations.PerCall(() => queue.TryEnqueueUrgent(record), calls: 50);

        bytes.Should().Be(0);
    }

    [Fact]
    public void A_disk_that_was_too_slow_once_is_not_waited_for_again()
    {
        var wait = new SpoolWait(TimeSpan.FromMilliseconds(1));

        bool first = wait.TryWaitFor(10);
        wait.Reach(9);
        bool again = wait.TryWaitFor(10);
        wait.Reach(10);

        (first, again, wait.TryWaitFor(10)).Should().Be((false, false, true));
    }

    [Fact]
    public void Nobody_waits_for_a_spool_that_has_ended()
    {
        var wait = new SpoolWait(TimeSpan.FromSeconds(1));
        wait.Reach(10);

        wait.End();

        (wait.TryWaitFor(10), wait.TryWaitFor(11)).Should().Be((true, false));
    }

    private static DeliveryQueue Create(SimulatedDisk disk, TimeSpan wait) =>
        SpooledQueues.Create(
            () => disk, SpooledQueues.Dead(), o => (o.SpoolWait, o.StopTimeout) = (wait, TimeSpan.FromMilliseconds(300)));
}
