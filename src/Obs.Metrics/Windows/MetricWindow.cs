namespace Obs.Metrics;

/// <summary>Everything that was measured between two moments. Immutable.</summary>
public sealed class MetricWindow
{
    /// <summary>Holds what was measured from <paramref name="start"/> to <paramref name="end"/>.</summary>
    public MetricWindow(DateTimeOffset start, DateTimeOffset end, IReadOnlyList<MetricSeries> series)
        : this(start, end, end - start, series)
    {
    }

    internal MetricWindow(DateTimeOffset start, DateTimeOffset end, TimeSpan duration, IReadOnlyList<MetricSeries> series)
    {
        Start = start;
        End = end;
        Duration = duration;
        Sorted = Sort(series);
    }

    /// <summary>The beginning, UTC, inclusive.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The end, UTC, exclusive. On a whole multiple of the interval, except for the last window before a stop.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The time covered, by the monotonic clock: what rates are computed with. A stepped wall clock does not change it.</summary>
    public TimeSpan Duration { get; }

    /// <summary>One entry for each series that measured something: those of requests first, by operation; then by name and
    /// dimensions.</summary>
    public IReadOnlyList<MetricSeries> Series => Sorted;

    /// <summary>The rankings of top-k metrics, one for each that counted something.</summary>
    public IReadOnlyList<MetricTopK> TopK { get; init; } = [];

    /// <summary>The series, so that windows can be walked side by side.</summary>
    internal MetricSeries[] Sorted { get; }

    // Stable: of entries of one series the newest, which says where a level is, stays the last.
    private static MetricSeries[] Sort(IReadOnlyList<MetricSeries> series)
    {
        for (int i = 1; i < series.Count; i++)
        {
            if (series[i - 1].Identity.CompareTo(series[i].Identity) > 0)
            {
                return [.. series.OrderBy(static s => s.Identity)];
            }
        }

        return series as MetricSeries[] ?? [.. series];
    }
}
