using System.Text.Json;
using Obs.Local.Graph;
using Obs.Local.Metrics;

namespace Obs.Local.Api;

/// <summary><c>/services</c>: every service's requests, errors and latency, out of its metrics, or out of its sampled segments while it
/// publishes none.</summary>
internal sealed class ServicesView(RedMetrics red, GraphQueries graphs)
{
    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        (Dictionary<RedKey, RedRow> rows, long first) = red.Read(query.From, query.To, operations: false, query.Service, query.Environment);
        ServiceGraph graph = graphs.Read(query.FromSeconds, query.ToSeconds, service: null, query.Environment);
        Dictionary<string, GraphNode> nodes = graph.Nodes.Where(static node => node.Kind == NodeKind.Service)
            .Where(node => query.Service is null || node.Name == query.Service)
            .DistinctBy(static node => node.Name).ToDictionary(static node => node.Name, StringComparer.Ordinal);
        writer.WriteStartObject();
        writer.WriteNumber("from", query.From);
        writer.WriteNumber("to", query.To);
        writer.WriteStartArray("services");
        foreach (string name in rows.Keys.Select(static key => key.Service).Union(nodes.Keys).Order(StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            GraphNode? node = nodes.GetValueOrDefault(name);
            writer.WriteString("type", node?.Type);
            if (rows.TryGetValue(new RedKey(name, null), out RedRow? row))
            {
                Write(writer, row, node, OperationsView.Seconds(query, first));
            }
            else
            {
                Write(writer, node!.Statistics, MapView.Span(graph, query));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, RedRow row, GraphNode? node, double seconds)
    {
        writer.WriteString("source", "metrics");
        writer.WriteNumber("requests", row.Count);
        writer.WriteOptional("rate", row.Count / seconds);
        writer.WriteNumber("ok", Math.Max(0, row.Count - row.Errors - row.Faults));
        writer.WriteNumber("error", row.Errors);
        // The metrics do not tell throttles from other errors; the sampled traces do.
        writer.WriteNumber("throttle", node?.Statistics.Throttle ?? 0);
        writer.WriteNumber("fault", row.Faults);
        writer.WriteOptional("errorRate", row.ErrorRate);
        writer.WriteOptional("faultRate", row.FaultRate);
        writer.WritePercentiles(static (of, percent) => ((MetricBucket)of).Percentile(percent), row.Latency);
    }

    private static void Write(Utf8JsonWriter writer, CallStatistics calls, double seconds)
    {
        double total = Math.Max(1, calls.Total);
        writer.WriteString("source", "traces");
        writer.WriteNumber("requests", calls.Total);
        writer.WriteOptional("errorRate", calls.Error / total);
        writer.WriteOptional("faultRate", calls.Fault / total);
        writer.WriteStatistics(calls, seconds);
    }
}
