namespace Obs.Dashboards;

/// <summary>How a metric widget shows its metrics.</summary>
public enum MetricView
{
    /// <summary>Lines, or areas where it is stacked, over time.</summary>
    TimeSeries,

    /// <summary>The newest value, or the value of the time range, as a number.</summary>
    SingleValue,

    /// <summary>A value on a scale; needs both bounds of the left axis.</summary>
    Gauge,

    /// <summary>A bar for each metric.</summary>
    Bar,

    /// <summary>A slice for each metric.</summary>
    Pie,

    /// <summary>A row for each metric.</summary>
    Table,
}
