using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes values over time: an array for each number, one entry for each step, null where a step measured nothing.</summary>
internal static class TimelineJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ReportContent> steps, ReportContent whole)
    {
        double[] seconds = [.. steps.Select(static s => Math.Max(s.Window.Duration.TotalSeconds, 1e-3))];

        json.WriteStartObject("series");
        json.WriteStartArray("times");
        foreach (ReportContent step in steps)
        {
            json.WriteStringValue(step.Window.End.UtcDateTime);
        }

        json.WriteEndArray();
        WriteOperations(json, "operations", whole.Served, [.. steps.Select(static s => ByName(s.Served))], seconds);
        WriteOperations(json, "dependencies", whole.Called, [.. steps.Select(static s => ByName(s.Called))], seconds);
        WriteMetrics(json, [.. whole.Business, .. whole.Runtime], [.. steps.Select(static s => ByIdentity(s.Window))]);
        json.WriteEndObject();
    }

    private static Dictionary<string, OperationSummary> ByName(IReadOnlyList<OperationSummary> operations) =>
        operations.ToDictionary(static o => o.Operation, StringComparer.Ordinal);

    private static Dictionary<SeriesIdentity, MetricSeries> ByIdentity(MetricWindow window) =>
        window.Series.GroupBy(static s => s.Identity).ToDictionary(static g => g.Key, static g => g.First());

    private static void WriteOperations(
        Utf8JsonWriter json,
        string name,
        IReadOnlyList<OperationSummary> operations,
        Dictionary<string, OperationSummary>[] steps,
        double[] seconds)
    {
        json.WriteStartArray(name);
        foreach (OperationSummary operation in operations)
        {
            OperationSummary?[] points = Array.ConvertAll(steps, s => s.GetValueOrDefault(operation.Operation));
            json.WriteStartObject();
            json.WriteString("operation", operation.Operation);
            WriteArray(json, "count", points, static (p, _) => p.Count);
            WriteArray(json, "rate", points, (p, i) => p.Count / seconds[i]);
            WriteArray(json, "errorRate", points, static (p, _) => (double)p.Errors / p.Count);
            WriteArray(json, "faultRate", points, static (p, _) => (double)p.Faults / p.Count);
            foreach (double percentile in Percentiles)
            {
                WriteArray(
                    json,
                    $"p{percentile}",
                    points,
                    (p, _) => p.Latency.ValueAtPercentile(percentile) * OperationJson.MillisecondsPerSecond);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ReadOnlySpan<double> Percentiles => [50, 90, 95, 99];

    private static void WriteMetrics(
        Utf8JsonWriter json, IReadOnlyList<MetricSeries> metrics, Dictionary<SeriesIdentity, MetricSeries>[] steps)
    {
        json.WriteStartArray("metrics");
        foreach (MetricSeries metric in metrics)
        {
            MetricSeries?[] points = Array.ConvertAll(steps, s => s.GetValueOrDefault(metric.Identity));
            json.WriteStartObject();
            SeriesJson.WriteIdentity(json, metric);
            WriteArray(json, "count", points, static (p, _) => p.Count);
            WriteArray(json, "sum", points, static (p, _) => p.Sum);
            if (metric.Kind is InstrumentKind.Gauge or InstrumentKind.UpDownCounter)
            {
                WriteArray(json, "last", points, static (p, _) => p.Last);
            }

            if (metric.Histogram is not null)
            {
                WriteArray(json, "p50", points, static (p, _) => p.Histogram?.ValueAtPercentile(50) ?? 0);
                WriteArray(json, "p99", points, static (p, _) => p.Histogram?.ValueAtPercentile(99) ?? 0);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, T?[] points, Func<T, int, double> value)
        where T : class
    {
        json.WriteStartArray(name);
        for (int i = 0; i < points.Length; i++)
        {
            if (points[i] is { } point)
            {
                json.WriteNumberValue(JsonNumber.Short(value(point, i)));
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }
}
