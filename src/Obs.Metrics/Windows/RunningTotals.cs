namespace Obs.Metrics;

/// <summary>Sums and distributions that only grow, as scrapers want them: what the closed windows hold, added up since somebody first
/// asked.</summary>
/// <remarks>Costs nothing until then. In the order of a page for scrapers. Not safe for use by several threads.</remarks>
internal sealed class RunningTotals(TimeSpan retention)
{
    private readonly CountPagePool _pool = new();
    private readonly Dictionary<SeriesIdentity, MetricSeries> _series = [];
    private readonly Dictionary<SeriesIdentity, DateTimeOffset> _seen = [];
    private MetricSeries[]? _totals;

    /// <summary>Takes a window in, if somebody asked before.</summary>
    public void Fold(MetricWindow window)
    {
        if (_totals is not null)
        {
            Take(window);
            _totals = Sort();
        }
    }

    /// <summary>What is never written to again, to be read outside of any lock.</summary>
    public MetricSeries[] Read(IEnumerable<MetricWindow> closed)
    {
        if (_totals is null)
        {
            foreach (MetricWindow window in closed)
            {
                Take(window);
            }

            _totals = Sort();
        }

        return _totals;
    }

    // With every window and not with every scrape: of those there may be many.
    private MetricSeries[] Sort()
    {
        MetricSeries[] all = [.. _series.Values];
        Array.Sort(all, static (one, other) => Compare(one.Identity, other.Identity));
        return all;
    }

    private static int Compare(SeriesIdentity one, SeriesIdentity other)
    {
        int order = one.OpenMetrics.CompareTo(other.OpenMetrics);
        return order != 0 ? order : one.CompareTo(other);
    }

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
