namespace Obs.Local.Ingest;

/// <summary>The newest rejects in words, for the page; counts are kept by the accounts.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class RejectLog
{
    private const int Kept = 200;
    private const int MaxDetail = 400;

    private readonly Lock _lock = new();
    private readonly Queue<ObsLocalReject> _rejects = new();

    public void Add(DateTimeOffset time, string signal, string reason, string detail, string? traceId)
    {
        string text = detail.Length > MaxDetail ? string.Concat(detail.AsSpan(0, MaxDetail), "…") : detail;
        var reject = new ObsLocalReject { Time = time, Signal = signal, Reason = reason, Detail = text, TraceId = traceId };
        lock (_lock)
        {
            if (_rejects.Count == Kept)
            {
                _rejects.Dequeue();
            }

            _rejects.Enqueue(reject);
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<ObsLocalReject> Read()
    {
        lock (_lock)
        {
            return [.. _rejects.Reverse()];
        }
    }
}
