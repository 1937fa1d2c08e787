namespace Obs.Local.Graph.Export;

/// <summary>Nodes and edges in an order that stays, so that two pictures of the same services can be compared.</summary>
internal sealed class OrderedMap
{
    private readonly Dictionary<string, int> _numbers;

    public OrderedMap(ServiceGraph graph)
    {
        Nodes = [.. graph.Nodes.OrderBy(static node => node.Kind).ThenBy(static node => node.Id, StringComparer.Ordinal)];
        _numbers = Nodes.Select(static (node, number) => (node.Id, number)).ToDictionary(StringComparer.Ordinal);
        Edges =
            [.. graph.Edges.OrderBy(edge => Number(edge.Source)).ThenBy(edge => Number(edge.Target)).ThenBy(static edge => edge.IsLink)];
    }

    public IReadOnlyList<GraphNode> Nodes { get; }

    public IReadOnlyList<GraphEdge> Edges { get; }

    public int Number(GraphNode node) => _numbers[node.Id];
}
