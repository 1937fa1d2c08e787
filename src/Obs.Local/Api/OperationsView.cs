using System.Text.Json;
using Obs.Local.Metrics;

namespace Obs.Local.Api;

/// <summary><c>/operations</c>: every operation's requests, errors and latency.</summary>
internal sealed class OperationsView(RedMetrics red)
{
    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        (Dictionary<RedKey, RedRow> rows, long first) = red.Read(query.From, query.To, operations: true, query.Service, query.Environment);
        double seconds = Seconds(query, first);
        writer.WriteStartObject();
        writer.WriteStartArray("operations");
        foreach ((RedKey key, RedRow row) in rows.OrderByDescending(static pair => pair.Value.Count).ThenBy(
            static pair => pair.Key.Operation, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("service", key.Service);
            writer.WriteString("operation", key.Operation);
            writer.WriteNumber("count", row.Count);
            writer.WriteOptional("rate", row.Count / seconds);
            writer.WriteNumber("errors", row.Errors);
            writer.WriteNumber("faults", row.Faults);
            writer.WriteOptional("errorRate", row.ErrorRate);
            writer.WriteOptional("faultRate", row.FaultRate);
            writer.WritePercentiles(static (of, percent) => ((MetricBucket)of).Percentile(percent), row.Latency);
            writer.WriteOptional("mean", row.Latency.Average);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Seconds the rates are over: from the first datum there is, as a service that has just started has no slow past.</summary>
    internal static double Seconds(ApiQuery query, long first) =>
        Math.Max(1, (Math.Min(query.To, query.Now) - Math.Max(query.From, first)) / 1_000.0);
}
