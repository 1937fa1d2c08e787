using System.Text.Json;

namespace Obs.Metrics;

/// <summary>Writes values over time: an array for each number, one entry for each step, null where a step measured nothing.</summary>
/// <remarks>All steps tell in the same order, and no step tells of what the whole does not: they are read side by side.</remarks>
internal static class TimelineJson
{
    private static readonly double[] OperationPercentiles = [50, 90, 95, 99];
    private static readonly string[] PercentileNames = ["p50", "p90", "p95", "p99"];

    public static void Write(Utf8JsonWriter json, MetricsReport report, ReportContent whole)
    {
        ReportContent[] steps = report.ReadSteps(whole);
        double[] seconds = Array.ConvertAll(steps, static s => Math.Max(s.Duration.TotalSeconds, 1e-3));
        json.WriteStartObject("series");
        json.WriteStartArray("times");
        foreach (ReportContent step in steps)
        {
            json.WriteStringValue(step.End.UtcDateTime);
        }

        json.WriteEndArray();
        WriteOperations(json, "operations", whole.Served, Array.ConvertAll(steps, static s => s.Served.GetEnumerator()), seconds);
        WriteOperations(json, "dependencies", whole.Called, Array.ConvertAll(steps, static s => s.Called.GetEnumerator()), seconds);
        json.WriteStartArray("metrics");
        WriteMetrics(json, whole.Business, Array.ConvertAll(steps, static s => s.Business.GetEnumerator()));
        WriteMetrics(json, whole.Runtime, Array.ConvertAll(steps, static s => s.Runtime.GetEnumerator()));
        json.WriteEndArray();
        json.WriteEndObject();
        Array.ForEach(steps, static s => s.Dispose());
    }

    private static void WriteOperations(
        Utf8JsonWriter json,
        string name,
        IEnumerable<OperationTally> operations,
        IEnumerator<OperationTally>[] steps,
        double[] seconds)
    {
        json.WriteStartArray(name);
        var points = new StepPoints<OperationTally>(steps);
        foreach (OperationTally operation in operations)
        {
            points.MoveTo(operation, static (step, whole) => step.Operation == whole.Operation);
            json.WriteStartObject();
            json.WriteString("operation", operation.Operation);
            WriteArray(json, "count", points, static (p, _) => p.Count);
            WriteArray(json, "rate", points, (p, i) => p.Count / seconds[i]);
            WriteArray(json, "errorRate", points, static (p, _) => (double)p.Errors / p.Count);
            WriteArray(json, "faultRate", points, static (p, _) => (double)p.Faults / p.Count);
            for (int i = 0; i < OperationPercentiles.Length; i++)
            {
                double percentile = OperationPercentiles[i];
                WriteArray(
                    json,
                    PercentileNames[i],
                    points,
                    (p, _) => p.Latency.ValueAtPercentile(percentile) * OperationJson.MillisecondsPerSecond);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMetrics(Utf8JsonWriter json, IEnumerable<SeriesTally> metrics, IEnumerator<SeriesTally>[] steps)
    {
        var points = new StepPoints<SeriesTally>(steps);
        foreach (SeriesTally metric in metrics)
        {
            points.MoveTo(metric, static (step, whole) => step.Identity.Equals(whole.Identity));
            json.WriteStartObject();
            SeriesJson.WriteIdentity(json, metric.Identity);
            WriteArray(json, "count", points, static (p, _) => p.Count);
            WriteArray(json, "sum", points, static (p, _) => p.Sum);
            if (metric.Identity.Kind is InstrumentKind.Gauge or InstrumentKind.UpDownCounter)
            {
                WriteArray(json, "last", points, static (p, _) => p.Last);
            }

            if (metric.Distribution is not null)
            {
                WriteArray(json, "p50", points, static (p, _) => p.Distribution?.ValueAtPercentile(50) ?? 0);
                WriteArray(json, "p99", points, static (p, _) => p.Distribution?.ValueAtPercentile(99) ?? 0);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, StepPoints<T> points, Func<T, int, double> value)
        where T : class
    {
        json.WriteStartArray(name);
        for (int i = 0; i < points.Count; i++)
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
