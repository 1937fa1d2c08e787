namespace Obs.Insights.Execution;

/// <summary>Adds up what the threads of a run have read.</summary>
internal sealed class RunProgress(IProgress<InsightsStatistics>? observer)
{
    private readonly Lock _lock = new();
    private long _scanned;
    private long _matched;
    private long _bytes;
    private long _undated;
    private double? _fraction;

    public InsightsStatistics Statistics => new(_scanned, _matched, _bytes, _undated, _fraction);

    public void SetMatched(long matched) => _matched = matched;

    public void Add(ScanWorker worker, long matched, double? fraction)
    {
        lock (_lock)
        {
            (long scanned, long bytes, long undated) = worker.TakeCounts();
            _scanned += scanned;
            _bytes += bytes;
            _undated += undated;
            _matched = Math.Max(_matched, matched);
            _fraction = fraction is null ? _fraction : Math.Max(_fraction ?? 0, fraction.Value);
            observer?.Report(Statistics);
        }
    }
}
