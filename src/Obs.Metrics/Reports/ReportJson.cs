using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes the sections of a report, as <c>docs/wire/api-metrics.schema.json</c> describes them.</summary>
internal static class ReportJson
{
    public static void WriteSections(Utf8JsonWriter json, MetricsReport report, bool isOverTime)
    {
        ReportContent content = report.Content;
        IReadOnlyList<double> percentiles = content.Query.Percentiles;
        WriteSubject(json, report);
        json.WritePropertyName("totals");
        OperationJson.Write(json, content.Total, report.Duration, percentiles);
        WriteOperations(json, "operations", content.Served, content);
        WriteOperations(json, "dependencies", content.Called, content);
        WriteSeries(json, "business", content.Business, percentiles);
        RatioJson.Write(json, content.Ratios);
        WriteSeries(json, "runtime", content.Runtime, percentiles);
        TopKJson.Write(json, content.TopK);
        if (isOverTime)
        {
            TimelineJson.Write(json, report.Steps, content);
        }
    }

    public static void WriteSubject(Utf8JsonWriter json, MetricsReport report)
    {
        json.WriteString("service", report.Subject.Service);
        json.WriteString("environment", report.Subject.Environment);
        json.WriteString("version", report.Subject.Version);
        json.WriteStartObject("window");
        json.WriteString("start", report.Start.UtcDateTime);
        json.WriteString("end", report.End.UtcDateTime);
        json.WriteNumber("seconds", Math.Round(report.Duration.TotalSeconds, 3));
        json.WriteEndObject();
    }

    private static void WriteOperations(
        Utf8JsonWriter json, string name, IReadOnlyList<OperationSummary> operations, ReportContent content)
    {
        json.WriteStartArray(name);
        foreach (OperationSummary operation in operations)
        {
            OperationJson.Write(json, operation, content.Window.Duration, content.Query.Percentiles);
        }

        json.WriteEndArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, string name, IReadOnlyList<MetricSeries> series, IReadOnlyList<double> percentiles)
    {
        json.WriteStartArray(name);
        foreach (MetricSeries one in series)
        {
            SeriesJson.Write(json, one, percentiles);
        }

        json.WriteEndArray();
    }
}
