namespace Obs.Metrics;

/// <summary>Sums and distributions that only grow, as scrapers want them: what the closed windows hold, added up since somebody first
/// asked.</summary>
/// <remarks>Costs nothing until then. Not safe for use by several threads.</remarks>
internal sealed class RunningTotals(TimeSpan retention)
{
    private readonly CountPagePool _pool = new();
    private readonly Dictionary<SeriesIdentity, MetricSeries> _series = [];
    private readonly Dictionary<SeriesIdentity, DateTimeOffset> _seen = [];
    private MetricWindow? _totals;

    /// <summary>Takes a window in, if somebody asked before.</summary>
    public void Fold(MetricWindow window)
    {
        if (_totals is { } before)
        {
            Take(window);
            _totals = Sum(before.Start, window.End);
        }
    }

    public MetricWindow Read(IEnumerable<MetricWindow> closed, DateTimeOffset now)
    {
        if (_totals is null)
        {
            DateTimeOffset start = now;
            DateTimeOffset end = now;
            foreach (MetricWindow window in closed)
            {
                start = window.Start < start ? window.Start : start;
                end = window.End;
                Take(window);
            }

            _totals = Sum(start, end);
        }

        return _totals;
    }

    // With every window and not with every scrape: of those there may be many.
    private MetricWindow Sum(DateTimeOffset start, DateTimeOffset end) => new(start, end, [.. _series.Values]);

    private void Take(MetricWindow window)
    {
        using var tally = new SeriesTally(_pool);
        foreach (MetricSeries series in window.Series)
        {
            _series[series.Identity] = _series.TryGetValue(series.Identity, out MetricSeries? before) ? Add(tally, before, series) : series;
            _seen[series.Identity] = window.End;
        }

        // A series that is silent as long as windows are kept may never come back; a scraper takes it for a counter that began anew.
        foreach ((SeriesIdentity identity, DateTimeOffset seen) in _seen)
        {
            if (window.End - seen > retention)
            {
                _seen.Remove(identity);
                _series.Remove(identity);
            }
        }
    }

    private static MetricSeries Add(SeriesTally tally, MetricSeries before, MetricSeries series)
    {
        tally.Begin(before.Identity);
        tally.Add(before);
        tally.Add(series);
        MetricSeries sum = tally.ToSeries();

        // The newest, not the slowest there ever was: its trace may still be kept.
        return series.Exemplars.Count == 0 ? sum : new MetricSeries(sum.Identity)
        {
            Count = sum.Count,
            Sum = sum.Sum,
            Min = sum.Min,
            Max = sum.Max,
            Last = sum.Last,
            Histogram = sum.Histogram,
            Exemplars = series.Exemplars,
        };
    }
}
