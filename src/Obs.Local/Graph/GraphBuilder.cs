using Obs.Local.Traces;

namespace Obs.Local.Graph;

/// <summary>Draws the service graph by X-Ray's rules.</summary>
/// <remarks>
/// A node's numbers come from its own segments, an edge's from the caller's subsegment. Whoever is called and sends no segment is inferred
/// from the call. A root segment is called by a client whose edge has the segment's own numbers.
/// </remarks>
internal sealed class GraphBuilder(Func<CallRow, string?> ownerOf)
{
    // Segments are sent when their work ends and travel for themselves: a caller's may be here a moment before its callee's.
    private const double SettlingSeconds = 3;

    private readonly ServiceGraph _graph = new();
    private readonly Dictionary<(string, string), CallRow> _calls = [];
    private readonly Dictionary<string, GraphNode> _services = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _answered = [];
    private readonly HashSet<string> _targetsThatAnswer = new(StringComparer.Ordinal);
    private double _newest;

    public ServiceGraph Build(IReadOnlyList<SegmentRow> segments, IReadOnlyList<CallRow> calls)
    {
        foreach (CallRow call in calls)
        {
            _calls[(call.TraceId, call.Id)] = call;
            _newest = Math.Max(_newest, call.End ?? call.Start);
        }

        foreach (SegmentRow segment in segments)
        {
            AddSegment(segment);
        }

        foreach (CallRow call in calls.Where(call => !call.Traced && !_answered.Contains((call.TraceId, call.Id)) && !IsExpected(call)))
        {
            AddInferred(call);
        }

        return _graph;
    }

    private void AddSegment(SegmentRow segment)
    {
        GraphNode node = _graph.GetOrAddNode(NodeKind.Service, segment.Name, segment.Origin);
        _services[segment.Name] = node;
        node.Seen(segment.Start, segment.End);
        if (segment.End is { } end && !segment.InProgress)
        {
            node.Statistics.Add(segment.Outcome, Math.Max(0, end - segment.Start));
        }

        if (segment.ParentId is null)
        {
            node.IsRoot = true;
            GraphNode client = _graph.GetOrAddNode(NodeKind.Client, segment.Name, null);
            client.Seen(segment.Start, segment.End);
            AddEdge(client, node, segment.Outcome, segment.Start, segment.InProgress ? null : segment.End);
        }
        else if (_calls.TryGetValue((segment.TraceId, segment.ParentId), out CallRow? call))
        {
            _answered.Add((call.TraceId, call.Id));
            _targetsThatAnswer.Add(call.Target);
            if (Caller(call) is { } caller)
            {
                AddEdge(caller, node, call.Outcome, call.Start, call.End);
            }
        }
    }

    // Whoever answered others with a segment will answer this one too; drawn now, the map would show a host that goes away again.
    private bool IsExpected(CallRow call) =>
        _targetsThatAnswer.Contains(call.Target) && (call.End ?? call.Start) > _newest - SettlingSeconds;

    private void AddInferred(CallRow call)
    {
        NodeKind kind = call.Kind switch { CallKind.Sql => NodeKind.Database, CallKind.Aws => NodeKind.Aws, _ => NodeKind.Remote };
        GraphNode node = _graph.GetOrAddNode(kind, call.Target, call.Type);
        node.Seen(call.Start, call.End);
        if (call.End is { } end)
        {
            node.Statistics.Add(call.Outcome, Math.Max(0, end - call.Start));
        }

        if (Caller(call) is { } caller)
        {
            AddEdge(caller, node, call.Outcome, call.Start, call.End);
        }
    }

    private GraphNode? Caller(CallRow call) => (call.Caller ?? ownerOf(call)) is not { } name ? null
        : _services.TryGetValue(name, out GraphNode? known) ? known
        : _graph.GetOrAddNode(NodeKind.Service, name, null);

    private void AddEdge(GraphNode source, GraphNode target, Outcome outcome, double start, double? end)
    {
        GraphEdge edge = _graph.GetOrAddEdge(source, target);
        if (end is { } known)
        {
            edge.Add(outcome, start, known);
        }
    }
}
