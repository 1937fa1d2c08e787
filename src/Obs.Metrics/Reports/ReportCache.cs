namespace Obs.Metrics;

/// <summary>The last few reports, so that callers who ask the same between two windows share the work of merging.</summary>
/// <remarks>Thread safety: every member may be called from any thread; two at once may both make the report.</remarks>
internal sealed class ReportCache
{
    // A page, a scraper and a person or two. Each holds the merged distributions: a few hundred bytes for each operation and metric.
    private const int Capacity = 4;

    private readonly Lock _lock = new();
    private readonly Queue<(long Revision, string Query, MetricsReport Report)> _reports = new();

    public MetricsReport GetOrMake(long revision, MetricsQuery query, Func<MetricsReport> make)
    {
        lock (_lock)
        {
            foreach ((long of, string asked, MetricsReport known) in _reports)
            {
                if (of == revision && asked == query.Text)
                {
                    return known;
                }
            }
        }

        MetricsReport report = make();
        lock (_lock)
        {
            while (_reports.Count >= Capacity || (
                _reports.TryPeek(out (long Revision, string Query, MetricsReport Report) oldest) && oldest.Revision != revision))
            {
                _reports.Dequeue();
            }

            _reports.Enqueue((revision, query.Text, report));
        }

        return report;
    }
}
