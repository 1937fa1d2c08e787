using System.Globalization;
using Obs.TestSupport;

namespace Obs.Delivery.Tests.Support;

/// <summary>A queue on a clock of its own whose receiver throttles half of all calls.</summary>
internal sealed class ThrottledClient : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new();
    private readonly CollectingSender _sender;
    private readonly DeliveryQueue _queue;
    private int _records;

    public ThrottledClient(int seed, TimeSpan batchDelay)
    {
        var random = new Random(seed);
        _sender = new CollectingSender(_ => random.Next(2) == 0 ? SendResult.Retry("throttled") : SendResult.Delivered);
        _queue = new DeliveryQueue(
            "logs", _sender, new DeliveryOptions { MaxBatchDelay = batchDelay }, _time, new DeliveryAccounts());
    }

    public int Calls => _sender.Calls;

    public DeliveryAccount Account => _queue.GetAccount();

    /// <summary>One second, and one record.</summary>
    public void Serve()
    {
        _queue.TryEnqueue((_records++).ToString(CultureInfo.InvariantCulture)).Should().BeTrue();
        Wait.Step(_time, Second, _queue);
    }

    public void Dispose() => _queue.Dispose();

    /// <summary>Goes on until everything is sent: each record once, and in order.</summary>
    public void Finish()
    {
        Wait.Advancing(_time, Second, () => _queue.GetAccount().Buffered == 0);
        _sender.Taken.Should().Equal(Enumerable.Range(0, _records).Select(static i => i.ToString(CultureInfo.InvariantCulture)));
    }
}
