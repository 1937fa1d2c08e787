using System.Collections.Concurrent;
using Obs.Delivery;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Chaos;

/// <summary>Keeps how each attempt of another sender ended.</summary>
internal sealed class ObservedSender(IBatchSender inner) : IBatchSender, IDisposable
{
    private readonly ConcurrentQueue<SendResult> _results = new();
    private readonly SemaphoreSlim _ended = new(0);

    public IReadOnlyCollection<SendResult> Results => _results;

    public void Configure(DeliveryOptions queue) => inner.Configure(queue);

    public async ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        SendResult result = await inner.SendAsync(batch, cancellationToken);
        _results.Enqueue(result);
        _ended.Release();
        return result;
    }

    /// <summary>Waits until so many further attempts have ended.</summary>
    public async Task WaitForAttemptsAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            (await _ended.WaitAsync(Patience.Limit)).Should().BeTrue("an attempt was expected to end");
        }
    }

    public void Dispose() => _ended.Dispose();
}
