namespace Obs.Dashboards;

/// <summary>How a log widget shows the result of its query.</summary>
public enum LogView
{
    /// <summary>Rows.</summary>
    Table,

    /// <summary>Lines over time; the query ends in stats by bin.</summary>
    TimeSeries,

    /// <summary>Bars; the query ends in stats.</summary>
    Bar,

    /// <summary>Slices; the query ends in stats.</summary>
    Pie,
}
