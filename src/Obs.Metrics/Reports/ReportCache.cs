namespace Obs.Metrics;

/// <summary>The last few reports, so that callers who ask the same between two windows share the work of merging, and do not even wait for
/// it where it was done as the window closed.</summary>
/// <remarks>Thread safety: every member may be called from any thread, <see cref="Prepare"/> by one at a time; two callers who ask for what
/// is not there may both make the report.</remarks>
internal sealed class ReportCache(TimeProvider time)
{
    /// <summary>How long a question that nobody asks any more is still answered beforehand: scrapers come once a minute, people look
    /// up.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(5);

    // A page, a scraper and a person or two. Each holds the merged distributions: a few hundred bytes for each operation and metric.
    private const int Capacity = 4;

    private readonly Lock _lock = new();
    private Generation _current = new(Revision: 0, []);
    private Generation? _next;

    private sealed record Generation(long Revision, Queue<CachedReport> Reports);

    public MetricsReport GetOrMake(long revision, MetricsQuery query, Func<MetricsReport> make)
    {
        lock (_lock)
        {
            if (Find(revision, query) is { } known)
            {
                known.LastAsked = time.GetTimestamp();
                return known.Report;
            }
        }

        MetricsReport report = make();
        lock (_lock)
        {
            // Whoever asked the same meanwhile, or saw another window close, has left what is newer.
            if (Find(revision, query) is null && _current.Revision == revision)
            {
                Keep(_current.Reports, new CachedReport(query, report) { LastAsked = time.GetTimestamp() });
            }
        }

        return report;
    }

    /// <summary>Makes anew, for the revision that comes, what is asked for again and again. Costs nothing where nobody asks.</summary>
    public void Prepare(long revision, Func<MetricsQuery, MetricsReport> make)
    {
        CachedReport[] known;
        lock (_lock)
        {
            known = [.. (_next ?? _current).Reports];
        }

        var reports = new Queue<CachedReport>();
        foreach (CachedReport before in known)
        {
            // What was asked for from one moment to another does not change with a window.
            if (before.Query.From is null && time.GetElapsedTime(before.LastAsked) < IdleLimit)
            {
                MetricsReport report = make(before.Query);
                report.PrepareLike(before.Report);
                reports.Enqueue(new CachedReport(before.Query, report) { LastAsked = before.LastAsked });
            }
        }

        lock (_lock)
        {
            _next = new Generation(revision, reports);
        }
    }

    private static void Keep(Queue<CachedReport> reports, CachedReport report)
    {
        if (reports.Count >= Capacity)
        {
            reports.Dequeue();
        }

        reports.Enqueue(report);
    }

    private CachedReport? Find(long revision, MetricsQuery query)
    {
        if (_next?.Revision == revision)
        {
            _current = _next;
            _next = null;
        }
        else if (_current.Revision < revision)
        {
            _current = new Generation(revision, []);
        }

        return _current.Revision != revision ? null : _current.Reports.FirstOrDefault(known => known.Query.Text == query.Text);
    }
}
