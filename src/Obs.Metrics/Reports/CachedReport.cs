namespace Obs.Metrics;

/// <summary>A report and the question it answers.</summary>
internal sealed class CachedReport(MetricsQuery query, MetricsReport report)
{
    public MetricsQuery Query { get; } = query;

    public MetricsReport Report { get; } = report;

    /// <summary>When somebody asked, by the monotonic clock.</summary>
    public long LastAsked { get; set; }
}
