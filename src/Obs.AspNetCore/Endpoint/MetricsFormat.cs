namespace Obs.AspNetCore.Endpoint;

/// <summary>A form in which the metrics can be had.</summary>
internal enum MetricsFormat
{
    Json,
    OpenMetrics,
    Csv,
    Histograms,
    HtmlReport,
    MarkdownReport,
    JsonReport,
    CsvReport,
}
