using System.Text;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Support;

/// <summary>Short ways to make and feed a queue.</summary>
internal static class Queues
{
    public static DeliveryQueue Create(IBatchSender sender, Action<DeliveryOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new DeliveryOptions
        {
            MaxBatchDelay = TimeSpan.FromMilliseconds(10),
            RetryBaseDelay = TimeSpan.FromMilliseconds(1),
            StopTimeout = Patience.Limit,
        };
        configure?.Invoke(options);
        return new DeliveryQueue("logs", sender, options, time ?? TimeProvider.System, new DeliveryAccounts());
    }

    public static bool TryEnqueue(this DeliveryQueue queue, string record) => queue.TryEnqueue(Encoding.UTF8.GetBytes(record));

    public static void EnqueueAll(this DeliveryQueue queue, IEnumerable<string> records)
    {
        foreach (string record in records)
        {
            queue.TryEnqueue(record).Should().BeTrue();
        }
    }

    public static Task FlushAsync(this DeliveryQueue queue) => Wait.ForAsync(queue.FlushAsync(CancellationToken.None));

    public static void ShouldBalance(this DeliveryAccount account) =>
        account.Accepted.Should().Be(account.Delivered + account.Dropped.Values.Sum() + account.Buffered);
}
