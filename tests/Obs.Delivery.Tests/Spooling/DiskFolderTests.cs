using System.Globalization;
using Obs.Delivery.Spooling;
using Obs.Delivery.Tests.Spooling.Support;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Spooling;

/// <summary>The spool on a real disk.</summary>
public sealed class DiskFolderTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Records_survive_on_a_real_disk()
    {
        DeliveryQueue queue = Create(SpooledQueues.Dead());
        queue.EnqueueAll(Numbers(0, 20_000));
        queue.WaitUntilSpooled(20_000);
        await Wait.ForAsync(queue.DisposeAsync().AsTask());
        WaitUntilFree("0");

        var sender = new CollectingSender();
        await using DeliveryQueue next = Create(sender);
        Wait.Until(() => sender.Taken.Count == 20_000);

        sender.Taken.Should().Equal(Numbers(0, 20_000));
    }

    [Fact]
    public async Task Nobody_else_may_read_what_is_spooled()
    {
        await using DeliveryQueue queue = Create(SpooledQueues.Dead());
        queue.EnqueueAll(Numbers(0, 10));
        queue.WaitUntilSpooled(10);

        if (!OperatingSystem.IsWindows())
        {
            string place = Path.Combine(_temporary.Path, "spool", "0");
            Directory.GetFiles(place).Should().HaveCount(2);
            foreach (string file in Directory.GetFiles(place))
            {
                File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            File.GetUnixFileMode(place).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task Two_processes_at_a_time_keep_apart_and_a_third_takes_over_what_both_left()
    {
        DeliveryQueue one = Create(SpooledQueues.Dead());
        one.EnqueueAll(Numbers(0, 100));
        one.WaitUntilSpooled(100);
        DeliveryQueue two = Create(SpooledQueues.Dead());
        two.EnqueueAll(Numbers(100, 100));
        two.WaitUntilSpooled(100);
        await Wait.ForAsync(Task.WhenAll(one.DisposeAsync().AsTask(), two.DisposeAsync().AsTask()));
        WaitUntilFree("0");
        WaitUntilFree("1");

        var sender = new CollectingSender();
        await using DeliveryQueue three = Create(sender);
        Wait.Until(() => sender.Taken.Count == 200);

        sender.Taken.Should().Equal(Numbers(0, 200));
    }

    [Fact]
    public async Task What_does_not_belong_to_a_spool_is_left_alone()
    {
        using (var folder = DiskFolder.Take(Path.Combine(_temporary.Path, "spool")))
        {
            File.WriteAllText(Path.Combine(_temporary.Path, "spool", "0", "notes.txt"), "mine");
            File.WriteAllBytes(Path.Combine(_temporary.Path, "spool", "0", SegmentName.Of(7)), [1, 2, 3]);
        }

        var sender = new CollectingSender();
        DeliveryQueue queue = Create(sender);
        queue.EnqueueAll(Numbers(0, 10));
        await queue.FlushAsync();
        await Wait.ForAsync(queue.DisposeAsync().AsTask());

        sender.Taken.Should().Equal(Numbers(0, 10));
        File.ReadAllText(Path.Combine(_temporary.Path, "spool", "0", "notes.txt")).Should().Be("mine");
        queue.GetAccount().Dropped.Values.Sum().Should().Be(queue.GetAccount().Replayed);
    }

    private static IEnumerable<string> Numbers(int first, int count) =>
        Enumerable.Range(first, count).Select(static i => i.ToString(CultureInfo.InvariantCulture));

    private void WaitUntilFree(string place) => SpooledQueues.WaitUntilFree(Path.Combine(_temporary.Path, "spool", place));

    private DeliveryQueue Create(IBatchSender sender)
    {
        var options = new DeliveryOptions
        {
            MaxBatchDelay = TimeSpan.FromMilliseconds(10),
            StopTimeout = TimeSpan.FromMilliseconds(500),
            SpoolPath = Path.Combine(_temporary.Path, "spool"),
        };
        return new DeliveryQueue("logs", sender, options, TimeProvider.System, new DeliveryAccounts());
    }
}
