namespace Obs.Dashboards;

/// <summary>What can be asked of a metric.</summary>
public enum MetricKind
{
    /// <summary>Published as values and counts: percentiles are the true ones.</summary>
    Distribution,

    /// <summary>Published as statistic sets: count, sum, minimum, maximum and average, and no percentiles.</summary>
    Statistics,
}
