namespace Obs.Local.Ingest;

/// <summary>Everything the backend can say about what reached it.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class IngestAccounts(TimeProvider time)
{
    private readonly Tally _segments = new(bound: 1_000);
    private readonly Tally _roots = new(bound: 1_000);
    private long _datagrams;

    public SignalAccount Traces { get; } = new("traces");

    public SignalAccount Metrics { get; } = new("metrics");

    public SignalAccount Logs { get; } = new("logs");

    public RejectLog Rejects { get; } = new();

    public StreamLedger Streams { get; } = new();

    public SeriesLedger Series { get; } = new();

    public long Datagrams => Interlocked.Read(ref _datagrams);

    public void DatagramReceived() => Interlocked.Increment(ref _datagrams);

    public void Reject(SignalAccount account, string reason, string detail, string? traceId, long count)
    {
        account.Reject(reason, count);
        Rejects.Add(time.GetUtcNow(), account.Signal, reason, detail, traceId);
    }

    /// <summary>Counts a complete segment of a service.</summary>
    public void SegmentStored(string service, bool isRoot)
    {
        _segments.Add(service, 1);
        if (isRoot)
        {
            _roots.Add(service, 1);
        }
    }

    public IReadOnlyList<ObsLocalServiceStatus> ReadServices()
    {
        Dictionary<string, long> segments = _segments.Read();
        Dictionary<string, long> roots = _roots.Read();
        return [.. segments.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(pair => new ObsLocalServiceStatus
        {
            Service = pair.Key,
            Segments = pair.Value,
            RootSegments = roots.GetValueOrDefault(pair.Key),
        })];
    }
}
