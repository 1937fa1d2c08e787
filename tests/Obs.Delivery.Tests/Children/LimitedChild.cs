using System.Globalization;
using Obs.Delivery.Tests.Support;

namespace Obs.Delivery.Tests.Children;

/// <summary>A service whose spool meets a limit that the kernel sets: it goes on, and says how. Each line it reads lets it go one step
/// further.</summary>
internal static class LimitedChild
{
    public const int Records = 4_000;

    public static int Run(string spool)
    {
        bool isHealthy = false;
        var sender = new CollectingSender(_ => Volatile.Read(ref isHealthy) ? SendResult.Delivered : SendResult.Retry("network"));
        var options = new DeliveryOptions
        {
            SpoolPath = spool,
            SpoolBytes = 8 * 1024 * 1024, // A segment file for every half megabyte.
            MaxBatchDelay = TimeSpan.FromMilliseconds(10),
            RetryBaseDelay = TimeSpan.FromMilliseconds(1),
            RetryMaxDelay = TimeSpan.FromMilliseconds(20),
        };
        using var queue = new DeliveryQueue("logs", sender, options, TimeProvider.System, new DeliveryAccounts());

        // The first goes by itself, to the disk and to the receiver and back, so that little is left to load from files while the process
        // may open none.
        queue.EnqueueAll([Record(0)]);
        Wait.Until(() => queue.GetAccount().Spooled == 1 && sender.Calls > 2);
        Say("ready");
        queue.EnqueueAll(Enumerable.Range(1, Records - 1).Select(Record));
        Wait.Until(() => queue.GetAccount().SpoolRefusals > 0);
        DeliveryAccount refused = queue.GetAccount();
        Say(FormattableString.Invariant($"{refused.Spooled} {refused.Accepted - refused.Buffered}"));
        Wait.Until(() => queue.GetAccount().Spooled > refused.Spooled);
        Volatile.Write(ref isHealthy, true);
        Wait.Until(() => queue.GetAccount().Delivered == Records);

        Console.Out.WriteLine(FormattableString.Invariant(
            $"{Enumerable.Range(0, Records).Select(Record).Except(sender.Taken).Count()} {queue.GetAccount().Dropped.Values.Sum()}"));
        return 0;
    }

    private static string Record(int number) => number.ToString("d6", CultureInfo.InvariantCulture) + new string('x', 300);

    // Says how far it is, and waits until it may go on.
    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.In.ReadLine();
    }
}
