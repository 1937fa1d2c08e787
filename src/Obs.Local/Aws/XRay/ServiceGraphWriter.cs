using Obs.Local.Graph;

namespace Obs.Local.Aws.XRay;

/// <summary>Writes a service graph as the API gives it.</summary>
internal static class ServiceGraphWriter
{
    public static WireNode Services(ServiceGraph graph)
    {
        Dictionary<GraphNode, long> numbers = graph.Nodes.Select(static (node, index) => (node, index)).ToDictionary(
            static p => p.node, static p => (long)p.index);
        ILookup<GraphNode, GraphEdge> edges = graph.Edges.ToLookup(static edge => edge.Source);
        return WireNode.List(numbers.Select(pair => Service(pair.Key, pair.Value, edges[pair.Key], numbers)));
    }

    /// <summary>The type that the API gives a node; null for a service that names no origin.</summary>
    public static string? TypeOf(GraphNode node) => node.Type ?? node.Kind switch
    {
        NodeKind.Client => "client",
        NodeKind.Remote => "remote",
        NodeKind.Database => "Database::SQL",
        _ => null,
    };

    public static WireNode Statistics(CallStatistics statistics) => WireNode.Of(
        ("OkCount", statistics.Ok),
        ("ErrorStatistics", WireNode.Of(
            ("ThrottleCount", statistics.Throttle), ("OtherCount", statistics.Error - statistics.Throttle),
            ("TotalCount", statistics.Error))),
        ("FaultStatistics", WireNode.Of(("OtherCount", statistics.Fault), ("TotalCount", statistics.Fault))),
        ("TotalCount", statistics.Total),
        ("TotalResponseTime", Math.Round(statistics.TotalSeconds, 6)));

    public static WireNode Histogram(CallStatistics statistics) => WireNode.List(
        statistics.Histogram().Select(static bucket => WireNode.Of(("Value", bucket.Seconds), ("Count", bucket.Count))));

    private static WireNode Service(GraphNode node, long number, IEnumerable<GraphEdge> edges, Dictionary<GraphNode, long> numbers)
    {
        bool isClient = node.Kind == NodeKind.Client;
        return WireNode.Of(
            ("ReferenceId", number),
            ("Name", node.Name),
            ("Names", WireNode.List([node.Name])),
            ("Root", node.IsRoot ? true : null),
            ("Type", TypeOf(node)),
            ("State", node.Kind == NodeKind.Service ? "active" : "unknown"),
            ("StartTime", XRayTime.At(node.FirstStart)),
            ("EndTime", XRayTime.At(node.LastEnd)),
            ("Edges", WireNode.List(edges.Select(edge => Edge(edge, numbers)))),
            ("SummaryStatistics", isClient ? null : Statistics(node.Statistics)),
            ("DurationHistogram", isClient ? null : Histogram(node.Statistics)),
            ("ResponseTimeHistogram", isClient ? null : Histogram(node.Statistics)));
    }

    private static WireNode Edge(GraphEdge edge, Dictionary<GraphNode, long> numbers) => WireNode.Of(
        ("ReferenceId", numbers[edge.Target]),
        ("StartTime", XRayTime.At(edge.FirstStart)),
        ("EndTime", XRayTime.At(edge.LastEnd)),
        ("SummaryStatistics", Statistics(edge.Statistics)),
        ("ResponseTimeHistogram", edge.IsLink ? null : Histogram(edge.Statistics)),
        ("Aliases", WireNode.List([])),
        ("EdgeType", edge.IsLink ? "link" : null),
        ("ReceivedEventAgeHistogram", edge.IsLink ? Histogram(edge.Statistics) : null));
}
