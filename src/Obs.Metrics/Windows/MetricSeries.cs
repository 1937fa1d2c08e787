namespace Obs.Metrics;

/// <summary>What one series measured in one window. Immutable.</summary>
public sealed class MetricSeries
{
    /// <summary>Describes a series; the numbers are set by the initializer.</summary>
    /// <param name="meterName">The meter of the instrument.</param>
    /// <param name="instrumentName">The instrument, as the meter names it.</param>
    /// <param name="unit">The unit of every number of the series, in UCUM (<c>s</c>, <c>By</c>, <c>{request}</c>).</param>
    /// <param name="kind">What the numbers mean.</param>
    /// <param name="dimensions">Names and values that tell the series from its siblings.</param>
    public MetricSeries(
        string meterName,
        string instrumentName,
        string? unit,
        InstrumentKind kind,
        IReadOnlyList<KeyValuePair<string, string>> dimensions)
        : this(new SeriesIdentity(
            meterName, instrumentName, unit, kind, [.. dimensions.OrderBy(static d => d.Key, StringComparer.Ordinal)]))
    {
    }

    internal MetricSeries(SeriesIdentity identity) => Identity = identity;

    /// <summary>The meter of the instrument.</summary>
    public string MeterName => Identity.MeterName;

    /// <summary>The instrument, as the meter names it.</summary>
    public string InstrumentName => Identity.InstrumentName;

    /// <summary>The unit of every number here, in UCUM (<c>s</c>, <c>By</c>, <c>{request}</c>).</summary>
    public string? Unit => Identity.Unit;

    /// <summary>What the numbers mean.</summary>
    public InstrumentKind Kind => Identity.Kind;

    /// <summary>Names and values that tell the series from its siblings, sorted by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Dimensions => Identity.Dimensions;

    /// <summary>How many measurements were recorded.</summary>
    public long Count { get; init; }

    /// <summary>Their sum: for a counter the increase, for an up-down counter the change of its level. What is collected is never
    /// beyond what a double holds.</summary>
    public double Sum { get; init; }

    /// <summary>The lowest measurement; 0 when there is none.</summary>
    public double Min { get; init; }

    /// <summary>The highest measurement; 0 when there is none.</summary>
    public double Max { get; init; }

    /// <summary>The level at the end of the window, for a gauge and an up-down counter; else 0.</summary>
    public double Last { get; init; }

    /// <summary>The distribution, for a histogram.</summary>
    public HistogramSnapshot? Histogram { get; init; }

    /// <summary>Measurements that lead to a sampled trace, the highest first: the slowest and a few typical ones, at most six.</summary>
    public IReadOnlyList<Exemplar> Exemplars { get; init; } = [];

    internal SeriesIdentity Identity { get; }

    /// <summary>The value of a dimension, or null when the series has none of that name.</summary>
    public string? Dimension(string name) => Identity.Dimension(name);
}
