using Obs.Delivery;

namespace Obs.Tracing;

/// <summary>The delivery queue of finished documents.</summary>
internal sealed class SegmentQueue(DeliveryQueue queue) : IDocumentSink, IAsyncDisposable, IDisposable
{
    /// <summary>The name of the signal, in accounts and as the key under which a user may register an <see cref="IBatchSender"/>.</summary>
    public const string Signal = "traces";

    public void Send(ReadOnlySpan<byte> document) => queue.TryEnqueue(document);

    public void Lose(string reason, long count)
    {
        if (count > 0)
        {
            queue.Drop(reason, count);
        }
    }

    public Task FlushAsync(CancellationToken cancellationToken) => queue.FlushAsync(cancellationToken);

    public ValueTask DisposeAsync() => queue.DisposeAsync();

    public void Dispose() => queue.Dispose();
}
