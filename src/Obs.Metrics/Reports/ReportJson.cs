using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes the sections of a report, as <c>docs/wire/api-metrics.schema.json</c> describes them.</summary>
internal static class ReportJson
{
    public static void WriteSections(Utf8JsonWriter json, MetricsReport report, bool isOverTime)
    {
        using ReportContent content = report.Read();
        WriteSubject(json, report);
        WriteOperations(json, "operations", content.Served, content);

        // After the operations, which were added up while they were written.
        json.WritePropertyName("totals");
        OperationJson.Write(json, content.Total, content.Duration, content.Query);
        WriteOperations(json, "dependencies", content.Called, content);
        var ratios = new RatioSummaries();
        WriteSeries(json, "business", content.Business.Select(ratios.Notice), content.Query);
        RatioJson.Write(json, ratios.All);
        WriteSeries(json, "runtime", content.Runtime, content.Query);
        TopKJson.Write(json, content.TopK);
        if (isOverTime)
        {
            using TimelineContent steps = report.ReadTimeline(content);
            using var timeline = new TimelineJson(json, steps);
            timeline.Write();
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
        Utf8JsonWriter json, string name, IEnumerable<OperationTally> operations, ReportContent content)
    {
        json.WriteStartArray(name);
        foreach (OperationTally operation in operations)
        {
            OperationJson.Write(json, operation, content.Duration, content.Query);
        }

        json.WriteEndArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, string name, IEnumerable<SeriesTally> series, MetricsQuery query)
    {
        json.WriteStartArray(name);
        foreach (SeriesTally one in series)
        {
            SeriesJson.Write(json, one, query);
        }

        json.WriteEndArray();
    }
}
