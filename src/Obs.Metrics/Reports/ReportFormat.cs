namespace Obs.Metrics;

/// <summary>A form in which a <see cref="MetricsReport"/> can be had.</summary>
public enum ReportFormat
{
    /// <summary>A page for people: one file that loads nothing and runs nothing, with charts.</summary>
    Html,

    /// <summary>Tables for a ticket or a pull request.</summary>
    Markdown,

    /// <summary>Everything, as <c>docs/wire/api-metrics.schema.json</c> describes it, values over time included.</summary>
    Json,

    /// <summary>A row for each operation, dependency and metric, for a spreadsheet.</summary>
    Csv,
}
