using System.Globalization;
using System.Text;
using Obs.Delivery.Tests.Support;

namespace Obs.Delivery.Tests.Children;

/// <summary>Hands over records until it is killed, and says up to which number they are on the disk or with the receiver.</summary>
internal static class SpoolChild
{
    private const int Burst = 50;

    public static int Run(string path, int first, bool isHealthy)
    {
        using Stream output = Console.OpenStandardOutput();
        var options = new DeliveryOptions
        {
            SpoolPath = Path.Combine(path, "spool"),
            MaxBatchDelay = TimeSpan.FromMilliseconds(1),
            MaxBatchCount = 200,
        };
        using IDisposable? receiver = isHealthy ? new FileSender(Path.Combine(path, "received")) : null;
        IBatchSender sender = receiver as IBatchSender ?? new CollectingSender(static _ => SendResult.Retry("network"));
        using var queue = new DeliveryQueue("logs", sender, options, TimeProvider.System, new DeliveryAccounts());
        for (int number = first; ; number++)
        {
            queue.TryEnqueue(number.ToString(CultureInfo.InvariantCulture));
            if ((number - first) % Burst == Burst - 1)
            {
                SpinWait.SpinUntil(() => queue.Counters.EverSpooled > number - first);
                output.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{number}\n")));
            }
        }
    }
}
