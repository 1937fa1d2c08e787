using System.Text.Json;
using Obs.Local.Filters;
using Obs.Local.Graph;
using Obs.Local.Graph.Export;
using Obs.Local.Http;
using Obs.Local.Traces;

namespace Obs.Local.Api;

/// <summary><c>/map</c>: the service graph of a time, of the traces that one service or environment took part in, or of those a filter
/// takes. <c>/map/export</c>: the same in a format for documents.</summary>
internal sealed class MapView(GraphQueries graphs, GroupTraces traces)
{
    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        ServiceGraph graph = Read(query);
        double seconds = Span(graph, query);
        string? chosen = query.Text("histogram");
        writer.WriteStartObject();
        writer.WriteStartArray("nodes");
        foreach (GraphNode node in graph.Nodes.OrderBy(static node => node.Id, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("id", node.Id);
            writer.WriteString("name", node.Name);
            writer.WriteString("type", node.Kind.ToString().ToLowerInvariant());
            writer.WriteString("kindLabel", Label(node));
            writer.WriteBoolean("root", node.IsRoot);
            writer.WriteStatistics(node.Statistics, seconds);
            WriteHistogram(writer, node.Id == chosen ? node.Statistics : null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteEdges(writer, graph, seconds, chosen);
        writer.WriteEndObject();
    }

    /// <summary>The graph as text; its lines end with <c>\n</c>.</summary>
    public string Render(ApiQuery query, ServiceMapFormat format)
    {
        if (format == ServiceMapFormat.Json)
        {
            using var json = new JsonText();
            Write(query, json.Writer);
            return json.ToString() + "\n";
        }

        ServiceGraph graph = Read(query);
        var map = new OrderedMap(graph);
        double seconds = Span(graph, query);
        return format switch
        {
            ServiceMapFormat.Mermaid => MermaidMap.Render(map, seconds),
            ServiceMapFormat.Dot => DotMap.Render(map, seconds),
            _ => TableMap.Render(map, seconds),
        };
    }

    private ServiceGraph Read(ApiQuery query) => ApiFilter.Read(query) is { } filter ? OfTraces(filter, query)
        : graphs.Read(query.FromSeconds, query.ToSeconds, query.Service, query.Environment);

    private ServiceGraph OfTraces(FilterExpression expression, ApiQuery query)
    {
        var filter = new TraceFilter
        {
            From = query.FromSeconds,
            To = query.ToSeconds,
            Service = query.Service,
            Environment = query.Environment,
            Expression = expression,
        };
        return graphs.Read([.. traces.Find(filter, GroupTraces.MaxShown).Select(static trace => trace.Id)]);
    }

    private static void WriteEdges(Utf8JsonWriter writer, ServiceGraph graph, double seconds, string? chosen)
    {
        writer.WriteStartArray("edges");
        foreach (GraphEdge edge in graph.Edges.OrderBy(static edge => edge.Id, StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("id", edge.Id);
            writer.WriteString("source", edge.Source.Id);
            writer.WriteString("target", edge.Target.Id);
            writer.WriteBoolean("link", edge.IsLink);
            writer.WriteStatistics(edge.Statistics, seconds);
            WriteHistogram(writer, edge.Id == chosen ? edge.Statistics : null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Durations in milliseconds and how often they occurred, for the one node or edge that is looked at.</summary>
    private static void WriteHistogram(Utf8JsonWriter writer, CallStatistics? statistics)
    {
        if (statistics is null)
        {
            return;
        }

        writer.WriteStartArray("histogram");
        foreach ((double seconds, long count) in statistics.Histogram())
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(JsonNumbers.ToMilliseconds(seconds));
            writer.WriteNumberValue(count);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static string Label(GraphNode node) => node.Type ?? node.Kind switch
    {
        NodeKind.Client => "Client",
        NodeKind.Service => "Service",
        NodeKind.Database => "SQL database",
        NodeKind.Aws => "AWS",
        _ => "Remote host",
    };

    /// <summary>Seconds the rates are over: from the first segment there is, as a service that has just started has no slow past.</summary>
    internal static double Span(ServiceGraph graph, ApiQuery query)
    {
        double first = graph.Nodes.Select(static node => node.FirstStart).DefaultIfEmpty(query.FromSeconds).Min();
        double end = Math.Min(query.ToSeconds, query.Now / 1_000.0);
        return Math.Max(1, end - Math.Max(first, query.FromSeconds));
    }
}
