using Obs.Delivery.Spooling;
using Obs.Delivery.Tests.Support;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Spooling.Support;

/// <summary>Short ways to make a queue with a spool.</summary>
internal static class SpooledQueues
{
    public static DeliveryQueue Create(
        Func<ISpoolFolder> open, IBatchSender sender, Action<DeliveryOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new DeliveryOptions
        {
            MaxBatchDelay = TimeSpan.FromMilliseconds(10),
            RetryBaseDelay = TimeSpan.FromMilliseconds(1),
            RetryMaxDelay = TimeSpan.FromMilliseconds(20),
            StopTimeout = Patience.Limit,
        };
        configure?.Invoke(options);
        return new DeliveryQueue("logs", sender, options, time ?? TimeProvider.System, new DeliveryAccounts(), open);
    }

    public static CollectingSender Dead() => new(static _ => SendResult.Retry("network"));

    public static void WaitUntilSpooled(this DeliveryQueue queue, long count) => Wait.Until(() => queue.GetAccount().Spooled == count);

    /// <summary>Waits until nobody uses the folder, as it is once a process has ended: a thread of a queue that was disposed of may lag
    /// behind.</summary>
    public static void WaitUntilFree(string folder) => Wait.Until(() =>
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    });
}
