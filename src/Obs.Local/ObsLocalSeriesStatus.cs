namespace Obs.Local;

/// <summary>The totals of one metric with one set of dimensions since the server started.</summary>
public sealed class ObsLocalSeriesStatus
{
    /// <summary>The metric's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Name { get; init; }

    /// <summary>The dimensions, by name.</summary>
    public required IReadOnlyDictionary<string, string> Dimensions { get; init; }

    /// <summary>Data stored.</summary>
    public required long Data { get; init; }

    /// <summary>The measurements these data stand for.</summary>
    public required double SampleCount { get; init; }

    /// <summary>The sum of the measurements, in the metric's unit.</summary>
    public required double Sum { get; init; }
}
