namespace Obs.Aws;

/// <summary>The ways by which closed windows reach CloudWatch.</summary>
public enum MetricLane
{
    /// <summary>Signed calls of <c>PutMetricData</c>.</summary>
    PutMetricData,

    /// <summary>Lines of Embedded Metric Format on standard output, for Lambda and for agents that read a process's output.</summary>
    EmbeddedMetricFormat,
}
