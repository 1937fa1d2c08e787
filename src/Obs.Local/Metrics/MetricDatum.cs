namespace Obs.Local.Metrics;

/// <summary>One published value: a single number, a statistic set, or values with their counts.</summary>
internal sealed class MetricDatum
{
    public required string Namespace { get; init; }

    public required string Name { get; init; }

    /// <summary>As <see cref="Metrics.Dimensions"/> writes them.</summary>
    public required string Dimensions { get; init; }

    public required string Unit { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long Time { get; init; }

    public required double Count { get; init; }

    public required double Sum { get; init; }

    public required double Min { get; init; }

    public required double Max { get; init; }

    /// <summary>Values and counts as <see cref="DistributionBytes"/> writes them; null when <see cref="Min"/> and <see cref="Max"/> say it
    /// all, or, for a statistic set with a spread, when nothing is known.</summary>
    public byte[]? Distribution { get; init; }
}
