using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>The closed windows of the last hour (or as configured): what everything that reads metrics reads.</summary>
/// <remarks>Bounded in age and bytes. Thread safety: every member may be called from any thread.</remarks>
public sealed class MetricStore
{
    // A series in a window: the object, its place in the list, a histogram with its array. Measured, rounded up.
    private const int SeriesBytes = 200;
    private const int WindowBytes = 120;
    private const int TopKBytes = 100;

    private readonly Lock _lock = new();
    private readonly Queue<MetricWindow> _windows = new();
    private readonly TimeSpan _retention;
    private readonly long _maxBytes;
    private readonly TimeProvider _time;
    private readonly CollectionAccount _account;
    private readonly RunningTotals _totals;
    private TimeSpan _covered;
    private long _revision;

    internal MetricStore(IOptions<MetricsOptions> options, TimeProvider time, CollectionAccount account)
    {
        _retention = options.Value.Retention;
        _totals = new RunningTotals(options.Value.Retention);
        _maxBytes = options.Value.RetentionBytes;
        _time = time;
        _account = account;
    }

    /// <summary>Memory that the closed windows take, estimated.</summary>
    public long SizeBytes { get; private set; }

    /// <summary>Grows with every window that is closed.</summary>
    internal long Revision => Volatile.Read(ref _revision);

    /// <summary>The closed windows, the oldest first.</summary>
    public IReadOnlyList<MetricWindow> GetWindows()
    {
        lock (_lock)
        {
            return [.. _windows];
        }
    }

    /// <summary>One window of the newest closed windows that together cover no more than <paramref name="last"/>, at least one.</summary>
    /// <remarks>Counted by durations, not by dates, so that a stepped wall clock neither hides nor doubles a window.</remarks>
    public MetricWindow GetWindow(TimeSpan last) => WindowMerger.Merge(Select(last), _time.GetUtcNow());

    /// <summary>One window of all closed windows that lie within a range of time.</summary>
    /// <param name="from">The beginning, inclusive.</param>
    /// <param name="to">The end: the last window ends here or before.</param>
    public MetricWindow GetWindow(DateTimeOffset from, DateTimeOffset to) => WindowMerger.Merge(Select(from, to), from);

    /// <summary>Everything since the first call of this method, and what the closed windows held then: sums that only grow, in the order of
    /// a page for scrapers.</summary>
    internal MetricSeries[] GetTotals()
    {
        lock (_lock)
        {
            return _totals.Read(_windows);
        }
    }

    internal MetricWindow[] Select(DateTimeOffset from, DateTimeOffset to) => [.. GetWindows().Where(w => w.Start >= from && w.End <= to)];

    internal MetricWindow[] Select(TimeSpan last) => WindowSelection.Newest(GetWindows(), last);

    internal void Add(MetricWindow window)
    {
        lock (_lock)
        {
            _windows.Enqueue(window);
            _totals.Fold(window);
            _revision++;
            _covered += window.Duration;
            SizeBytes += EstimateBytes(window);
            while (_covered > _retention && _windows.Count > 1)
            {
                RemoveOldest();
            }

            while (SizeBytes > _maxBytes && _windows.Count > 1)
            {
                RemoveOldest();
                _account.DropWindow();
            }
        }
    }

    private static long EstimateBytes(MetricWindow window) =>
        WindowBytes + window.TopK.Sum(static t => (long)TopKBytes * t.Entries.Count) + window.Series.Sum(
            static s => SeriesBytes + (s.Histogram?.EncodedCounts.Length ?? 0) + (100L * s.Exemplars.Count));

    private void RemoveOldest()
    {
        MetricWindow oldest = _windows.Dequeue();
        _covered -= oldest.Duration;
        SizeBytes -= EstimateBytes(oldest);
    }
}
