namespace Obs.Local.Metrics;

/// <summary>Rate, errors and durations of a service or an operation, out of the metrics Latency, Error and Fault.</summary>
internal sealed class RedRow
{
    /// <summary>In milliseconds.</summary>
    public MetricBucket Latency { get; } = new();

    public MetricBucket Error { get; } = new();

    public MetricBucket Fault { get; } = new();

    /// <summary>Requests: each one has a latency.</summary>
    public long Count => (long)Math.Round(Latency.Count);

    public long Errors => (long)Math.Round(Error.Sum);

    public long Faults => (long)Math.Round(Fault.Sum);

    public double ErrorRate => Count > 0 ? Error.Sum / Count : 0;

    public double FaultRate => Count > 0 ? Fault.Sum / Count : 0;

    public MetricBucket this[string metric] => metric switch { RedMetrics.Latency => Latency, RedMetrics.Error => Error, _ => Fault };
}
