using Obs.Delivery.Spooling;
using Obs.Delivery.Tests.Spooling.Support;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Spooling;

/// <summary>The spool on a device that the kernel says is broken: EIO, which no simulation made.</summary>
public sealed class FailingDeviceTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void F22_the_device_fails_as_a_broken_disk_does()
    {
        using var device = DiskFile.Open("/proc/self/mem", FileMode.Open, FileShare.ReadWrite);

        FluentActions.Invoking(() => device.Read(new byte[8], 64)).Should().Throw<IOException>().Which.HResult.Should().Be(5, "it is EIO");
        FluentActions.Invoking(() => device.Write(new byte[8], 64)).Should().Throw<IOException>().Which.HResult.Should().Be(5, "it is EIO");
    }

    [Fact]
    public async Task F22_while_a_device_takes_nothing_records_wait_in_memory_and_none_is_lost()
    {
        using var device = new FailingDevice(DiskFolder.Take(_temporary.Path)) { FailsWrites = true };
        var time = new ManualTimeProvider();
        bool isHealthy = false;
        var sender = new CollectingSender(_ => Volatile.Read(ref isHealthy) ? SendResult.Delivered : SendResult.Retry("network"));
        DeliveryQueue queue = SpooledQueues.Create(() => device, sender, null, time);

        queue.EnqueueAll(Numbers(0, 2_000));
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => queue.GetAccount().SpoolRefusals > 0 && sender.Calls > 0);
        device.FailsWrites = false;
        queue.EnqueueAll(Numbers(2_000, 10));
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => queue.GetAccount().Spooled >= 10);
        Volatile.Write(ref isHealthy, true);
        Wait.Advancing(time, TimeSpan.FromMilliseconds(100), () => queue.GetAccount().Delivered == 2_010);

        sender.Taken.Should().Equal(Numbers(0, 2_010));
        queue.GetAccount().Dropped.Should().BeEmpty();
        await Wait.ForAsync(queue.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task F22_what_a_device_cannot_read_for_a_while_is_read_once_it_can()
    {
        using var device = new FailingDevice(DiskFolder.Take(_temporary.Path)) { ReadsToFail = 2 };
        var sender = new CollectingSender();
        DeliveryQueue queue = SpooledQueues.Create(() => device, sender);

        queue.EnqueueAll(Numbers(0, 2_000));
        Wait.Until(() => queue.GetAccount().Delivered == 2_000);

        sender.Taken.Should().Equal(Numbers(0, 2_000));
        queue.GetAccount().Dropped.Should().BeEmpty();
        await Wait.ForAsync(queue.DisposeAsync().AsTask());
    }

    private static string[] Numbers(int first, int count) => [.. Enumerable.Range(first, count).Select(static i => $"{i}")];
}
