using Obs.Delivery.Spooling;
using Obs.Delivery.Tests.Spooling.Support;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Spooling;

/// <summary>The spool on a disk that the kernel says is full.</summary>
public sealed class FullDiskTests
{
    private const int Kilobytes = 512;
    private const int Records = 4_000;

    [SmallDiskFact]
    public async Task F21_on_a_full_disk_records_wait_in_memory_and_none_is_lost_once_there_is_room()
    {
        using var disk = new SmallDisk(Kilobytes);
        string ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[(Kilobytes - 128) * 1024]);
        bool isHealthy = false;
        var sender = new CollectingSender(_ => Volatile.Read(ref isHealthy) ? SendResult.Delivered : SendResult.Retry("network"));
        DeliveryQueue queue = SpooledQueues.Create(() => DiskFolder.Take(Path.Combine(disk.Path, "spool")), sender);
        string[] records = [.. Enumerable.Range(0, Records).Select(static i => $"{i:d6} {new string('x', 300)}")];

        queue.EnqueueAll(records);
        Wait.Until(() => queue.GetAccount().SpoolRefusals > 0);
        DeliveryAccount full = queue.GetAccount();
        File.Delete(ballast);
        Wait.Until(() => queue.GetAccount().Spooled > full.Spooled);
        Volatile.Write(ref isHealthy, true);
        Wait.Until(() => queue.GetAccount().Delivered == Records);

        sender.Taken.Should().Equal(records);
        queue.GetAccount().Dropped.Should().BeEmpty();
        full.ShouldBalance();
        await Wait.ForAsync(queue.DisposeAsync().AsTask());
    }

    [SmallDiskFact]
    public async Task F21_what_a_full_disk_did_take_is_there_for_the_next_process()
    {
        using var disk = new SmallDisk(Kilobytes);
        string spool = Path.Combine(disk.Path, "spool");
        DeliveryQueue first = SpooledQueues.Create(
            () => DiskFolder.Take(spool), SpooledQueues.Dead(), static o => o.StopTimeout = TimeSpan.FromMilliseconds(300));
        first.EnqueueAll(Enumerable.Range(0, Records).Select(static i => $"{i:d6} {new string('x', 300)}"));
        Wait.Until(() => first.GetAccount().SpoolRefusals > 0);
        await Wait.ForAsync(first.DisposeAsync().AsTask());
        DeliveryAccount left = first.GetAccount();
        SpooledQueues.WaitUntilFree(Path.Combine(spool, "0"));

        var sender = new CollectingSender();
        await using DeliveryQueue second = SpooledQueues.Create(() => DiskFolder.Take(spool), sender);
        Wait.Until(() => sender.Taken.Count >= left.Buffered);

        left.ShouldBalance();
        left.Buffered.Should().BePositive();
        sender.Taken.Take((int)left.Buffered).Select(static record => record[..6])
            .Should().Equal(Enumerable.Range(0, (int)left.Buffered).Select(static i => $"{i:d6}"));

        second.GetAccount().Dropped.Should().BeEmpty("of the write that the disk broke off nothing stays behind");
    }

    [SmallDiskFact]
    public async Task F22_a_file_system_that_is_read_only_is_done_without_and_used_once_it_is_not()
    {
        using var disk = new SmallDisk(4 * Kilobytes);
        disk.Remount(isReadOnly: true);
        bool isHealthy = false;
        var sender = new CollectingSender(_ => Volatile.Read(ref isHealthy) ? SendResult.Delivered : SendResult.Retry("network"));
        DeliveryQueue queue = SpooledQueues.Create(() => DiskFolder.Take(Path.Combine(disk.Path, "spool")), sender);
        string[] records = [.. Enumerable.Range(0, Records).Select(static i => $"{i:d6} {new string('x', 300)}")];

        queue.EnqueueAll(records);
        Wait.Until(() => queue.GetAccount().SpoolRefusals > 0);
        DeliveryAccount refused = queue.GetAccount();
        disk.Remount(isReadOnly: false);
        Wait.Until(() => queue.GetAccount().Spooled > 0);
        Volatile.Write(ref isHealthy, true);
        Wait.Until(() => queue.GetAccount().Delivered == Records);

        (refused.Accepted, refused.Buffered, refused.Spooled).Should().Be((Records, Records, 0));
        sender.Taken.Should().Equal(records);
        queue.GetAccount().Dropped.Should().BeEmpty();
        await Wait.ForAsync(queue.DisposeAsync().AsTask());
    }
}
