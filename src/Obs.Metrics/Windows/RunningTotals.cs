namespace Obs.Metrics;

/// <summary>Sums and distributions that only grow, as scrapers want them: what the closed windows hold, added up since somebody first
/// asked.</summary>
/// <remarks>Costs nothing until then. Not safe for use by several threads.</remarks>
internal sealed class RunningTotals(TimeSpan retention)
{
    private readonly CountPagePool _pool = new();
    private Dictionary<SeriesIdentity, MetricSeries>? _series;
    private Dictionary<SeriesIdentity, DateTimeOffset> _seen = [];
    private DateTimeOffset _start;
    private DateTimeOffset _end;

    /// <summary>Takes a window in, if somebody asked before.</summary>
    public void Fold(MetricWindow window)
    {
        if (_series is not { } known)
        {
            return;
        }

        using var tally = new SeriesTally(_pool);
        _end = window.End;
        foreach (MetricSeries series in window.Series)
        {
            known[series.Identity] = known.TryGetValue(series.Identity, out MetricSeries? before) ? Add(tally, before, series) : series;
            _seen[series.Identity] = window.End;
        }

        // A series that is silent as long as windows are kept may never come back; a scraper takes it for a counter that began anew.
        foreach ((SeriesIdentity identity, DateTimeOffset seen) in _seen)
        {
            if (window.End - seen > retention)
            {
                _seen.Remove(identity);
                known.Remove(identity);
            }
        }
    }

    public MetricWindow Read(IEnumerable<MetricWindow> closed, DateTimeOffset now)
    {
        if (_series is null)
        {
            _series = [];
            _seen = [];
            _start = _end = now;
            foreach (MetricWindow window in closed)
            {
                _start = window.Start < _start ? window.Start : _start;
                Fold(window);
            }
        }

        return new MetricWindow(_start, _end, [.. _series.Values]);
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
