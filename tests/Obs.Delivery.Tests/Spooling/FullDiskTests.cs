using Obs.Delivery.Spooling;
using Obs.Delivery.Tests.Spooling.Support;
using Obs.Delivery.Tests.Support;

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
}
