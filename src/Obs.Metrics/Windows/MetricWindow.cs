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
        Series = series;
    }

    /// <summary>The beginning, UTC, inclusive.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The end, UTC, exclusive. On a whole multiple of the interval, except for the last window before a stop.</summary>
    public DateTimeOffset End { get; }

    /// <summary>The time covered, by the monotonic clock: what rates are computed with. A stepped wall clock does not change it.</summary>
    public TimeSpan Duration { get; }

    /// <summary>One entry for each series that measured something, in no particular order.</summary>
    public IReadOnlyList<MetricSeries> Series { get; }

    /// <summary>The rankings of top-k metrics, one for each that counted something.</summary>
    public IReadOnlyList<MetricTopK> TopK { get; init; } = [];
}
