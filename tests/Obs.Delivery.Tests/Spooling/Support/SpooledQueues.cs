using Obs.Delivery.Spooling;
using Obs.Delivery.Tests.Support;

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
        };
        configure?.Invoke(options);
        return new DeliveryQueue("logs", sender, options, time ?? TimeProvider.System, new DeliveryAccounts(), open);
    }

    public static CollectingSender Dead() => new(static _ => SendResult.Retry("network"));

    public static void WaitUntilSpooled(this DeliveryQueue queue, long count) => Wait.Until(() => queue.GetAccount().Spooled == count);
}
