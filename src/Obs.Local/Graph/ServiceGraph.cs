namespace Obs.Local.Graph;

/// <summary>The nodes and edges drawn from the segments of a time or of some traces.</summary>
internal sealed class ServiceGraph
{
    private readonly Dictionary<string, GraphNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Source, string Target, bool IsLink), GraphEdge> _edges = [];

    public IEnumerable<GraphNode> Nodes => _nodes.Values;

    public IEnumerable<GraphEdge> Edges => _edges.Values;

    /// <summary>Names that calls went by which a segment answered.</summary>
    public HashSet<string> Answering { get; } = new(StringComparer.Ordinal);

    /// <summary>Puts graphs of several times together; they stay as they are.</summary>
    public static ServiceGraph Merge(IReadOnlyList<ServiceGraph> parts)
    {
        var merged = new ServiceGraph();
        var services = new Dictionary<string, GraphNode>(StringComparer.Ordinal);
        foreach (GraphNode node in parts.SelectMany(static part => part.Nodes).Where(static node => !node.IsOnlyNamed))
        {
            GraphNode into = merged.GetOrAddNode(node.Kind, node.Name, node.Type);
            into.Add(node);
            if (node.Kind == NodeKind.Service)
            {
                services[node.Name] = into;
            }
        }

        merged.Answering.UnionWith(parts.SelectMany(static part => part.Answering));
        foreach (GraphEdge edge in parts.SelectMany(static part => part.Edges))
        {
            merged.GetOrAddEdge(Resolve(edge.Source), Resolve(edge.Target), edge.IsLink).Add(edge);
        }

        return merged;

        // A service that only called in one part is known by its segments from another, its type included.
        GraphNode Resolve(GraphNode node) => node.IsOnlyNamed && services.TryGetValue(node.Name, out GraphNode? known) ? known
            : merged.GetOrAddNode(node.Kind, node.Name, node.Type);
    }

    public GraphNode GetOrAddNode(NodeKind kind, string name, string? type)
    {
        var node = new GraphNode(kind, name, type);
        return _nodes.TryAdd(node.Id, node) ? node : _nodes[node.Id];
    }

    public GraphEdge GetOrAddEdge(GraphNode source, GraphNode target, bool isLink = false)
    {
        (string, string, bool) key = (source.Id, target.Id, isLink);
        if (!_edges.TryGetValue(key, out GraphEdge? edge))
        {
            _edges.Add(key, edge = new GraphEdge(source, target, isLink));
        }

        return edge;
    }
}
