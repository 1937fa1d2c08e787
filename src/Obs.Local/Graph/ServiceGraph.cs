namespace Obs.Local.Graph;

/// <summary>The nodes and edges drawn from the segments of a time or of some traces.</summary>
internal sealed class ServiceGraph
{
    private readonly Dictionary<string, GraphNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Source, string Target), GraphEdge> _edges = [];

    public IEnumerable<GraphNode> Nodes => _nodes.Values;

    public IEnumerable<GraphEdge> Edges => _edges.Values;

    public GraphNode GetOrAddNode(NodeKind kind, string name, string? type)
    {
        var node = new GraphNode(kind, name, type);
        return _nodes.TryAdd(node.Id, node) ? node : _nodes[node.Id];
    }

    public GraphEdge GetOrAddEdge(GraphNode source, GraphNode target)
    {
        (string, string) key = (source.Id, target.Id);
        if (!_edges.TryGetValue(key, out GraphEdge? edge))
        {
            _edges.Add(key, edge = new GraphEdge(source, target));
        }

        return edge;
    }
}
