using Obs.Local.Traces;

namespace Obs.Local.Graph;

/// <summary>Draws the service graph by X-Ray's rules.</summary>
/// <param name="ownerOf">Finds the service of a call that was sent apart from its segment.</param>
/// <param name="answering">Names by which calls were answered before; null where nothing is on its way any more and a call without an
/// answer will not get one.</param>
/// <remarks>
/// A node's numbers come from its own segments, an edge's from the caller's subsegment. Whoever is called and sends no segment is inferred
/// from the call. A root segment is called by a client whose edge has the segment's own numbers.
/// </remarks>
internal sealed class GraphBuilder(Func<CallRow, string?> ownerOf, IReadOnlySet<string>? answering)
{
    // Segments are sent when their work ends and travel for themselves: a caller's may be here a moment before its callee's.
    private const double SettlingSeconds = 3;

    private readonly ServiceGraph _graph = new();
    private readonly Dictionary<string, GraphNode> _services = new(StringComparer.Ordinal);
    private double _newest;

    /// <param name="segments">The newest first; one that several calls claim comes once for each.</param>
    /// <param name="unanswered">Calls that no segment answers.</param>
    public ServiceGraph Build(IReadOnlyList<SegmentRow> segments, IReadOnlyList<CallRow> unanswered)
    {
        // All nodes before any edge: the segment of a caller may come after that of its callee.
        foreach (SegmentRow segment in segments)
        {
            _services[segment.Name] = _graph.GetOrAddNode(NodeKind.Service, segment.Name, segment.Origin);
        }

        (string, string) last = default;
        foreach (SegmentRow segment in segments)
        {
            if (last != (segment.TraceId, segment.Id))
            {
                last = (segment.TraceId, segment.Id);
                AddSegment(segment);
            }
        }

        foreach (CallRow call in unanswered)
        {
            _newest = Math.Max(_newest, call.End ?? call.Start);
        }

        foreach (CallRow call in unanswered.Where(call => answering is null || !IsExpected(call)))
        {
            AddInferred(call);
        }

        return _graph;
    }

    private void AddSegment(SegmentRow segment)
    {
        GraphNode node = _graph.GetOrAddNode(NodeKind.Service, segment.Name, segment.Origin);
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
        else if (segment.Call is { } call)
        {
            _newest = Math.Max(_newest, call.End ?? call.Start);
            _graph.Answering.Add(call.Target);
            if (Caller(call) is { } caller)
            {
                AddEdge(caller, node, call.Outcome, call.Start, call.End);
            }
        }
    }

    // Whoever answered others with a segment will answer this one too; drawn now, the map would show a host that goes away again.
    private bool IsExpected(CallRow call) =>
        (_graph.Answering.Contains(call.Target) || answering!.Contains(call.Target))
        && (call.End ?? call.Start) > _newest - SettlingSeconds;

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
