using System.Globalization;
using Obs.Delivery;

namespace Obs.Logging.Buffering;

/// <summary>The queue of a sink, which takes entries of every size: one that is too large for it in several parts.</summary>
/// <remarks>Each part is a record of its own to the queue and its account. Thread safety: any thread.</remarks>
internal sealed class EntryQueue(DeliveryQueue queue, int maxEntryBytes) : IAsyncDisposable, IDisposable
{
    public void Add(ReadOnlySpan<byte> entry)
    {
        if (entry.Length <= maxEntryBytes)
        {
            queue.TryEnqueue(entry);
        }
        else
        {
            AddParts(entry, isUrgent: false);
        }
    }

    /// <summary>The same for an entry that may tell why the process is about to end.</summary>
    public void AddUrgent(ReadOnlySpan<byte> entry)
    {
        if (entry.Length <= maxEntryBytes)
        {
            queue.TryEnqueueUrgent(entry);
        }
        else
        {
            AddParts(entry, isUrgent: true);
        }
    }

    public void Drop(string reason, long count = 1) => queue.Drop(reason, count);

    public Task FlushAsync(CancellationToken cancellationToken) => queue.FlushAsync(cancellationToken);

    public void Dispose() => queue.Dispose();

    public ValueTask DisposeAsync() => queue.DisposeAsync();

    private void AddParts(ReadOnlySpan<byte> entry, bool isUrgent)
    {
        string key = Random.Shared.NextInt64().ToString("x16", CultureInfo.InvariantCulture);
        IReadOnlyList<byte[]>? parts = EntryParts.Of(entry, maxEntryBytes, key);
        if (parts is null)
        {
            // Which counts it as too large.
            queue.TryEnqueue(entry);
            return;
        }

        for (int i = 0; i < parts.Count; i++)
        {
            // The last one takes all before it along to the disk.
            _ = isUrgent && i == parts.Count - 1 ? queue.TryEnqueueUrgent(parts[i]) : queue.TryEnqueue(parts[i]);
        }
    }
}
