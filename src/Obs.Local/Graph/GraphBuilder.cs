using Obs.Local.Traces;

namespace Obs.Local.Graph;

/// <summary>Draws the service graph by X-Ray's rules.</summary>
/// <param name="ownerOf">Finds the service that did a piece of work, by trace and id.</param>
/// <param name="answering">Names by which calls were answered before; null where nothing is on its way any more and a call without an
/// answer will not get one.</param>
/// <remarks>
/// A node's numbers come from its own segments, an edge's from the caller's subsegment. Whoever is called and sends no segment is inferred
/// from the call. A root segment is called by a client whose edge has the segment's own numbers. A link leads from where its message was
/// sent to, or from the service it points at, to the service that went on with it.
/// </remarks>
internal sealed class GraphBuilder(Func<string, string, WorkOwner?> ownerOf, IReadOnlySet<string>? answering)
{
    // Segments are sent when their work ends and travel for themselves: a caller's may be here a moment before its callee's.
    private const double SettlingSeconds = 3;

    private readonly ServiceGraph _graph = new();
    private readonly Dictionary<string, GraphNode> _services = new(StringComparer.Ordinal);
    private double _newest;

    /// <param name="segments">The newest first; one that several calls claim comes once for each.</param>
    /// <param name="unanswered">Calls that no segment answers.</param>
    /// <param name="links">Work that went on with that of other traces.</param>
    public ServiceGraph Build(IReadOnlyList<SegmentRow> segments, IReadOnlyList<CallRow> unanswered, IReadOnlyList<LinkRow> links)
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

        foreach (LinkRow link in links)
        {
            AddLink(link);
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
        GraphNode node = Inferred(call);
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

    // How long what was sent had waited is all that a link knows of time.
    private void AddLink(LinkRow link)
    {
        if (ownerOf(link.TraceId, link.DocumentId) is not { } receiver)
        {
            return;
        }

        (GraphNode Node, double Sent)? source = link.Sending is { } sending && !link.IsAnswered ? (Inferred(sending), sending.Start)
            : ownerOf(link.LinkedTrace, link.LinkedId) is { } sender ? (Service(sender.Service), sender.Start)
            : null;
        if (source is { } from)
        {
            _graph.GetOrAddEdge(from.Node, Service(receiver.Service), isLink: true)
                .Add(link.Outcome, Math.Min(from.Sent, link.Start), link.Start);
        }
    }

    private GraphNode Inferred(CallRow call)
    {
        NodeKind kind = call.Kind switch { CallKind.Sql => NodeKind.Database, CallKind.Aws => NodeKind.Aws, _ => NodeKind.Remote };
        return _graph.GetOrAddNode(kind, call.Target, call.Type);
    }

    private GraphNode? Caller(CallRow call) =>
        (call.Caller ?? ownerOf(call.TraceId, call.DocumentId)?.Service) is { } name ? Service(name) : null;

    private GraphNode Service(string name) =>
        _services.TryGetValue(name, out GraphNode? known) ? known : _graph.GetOrAddNode(NodeKind.Service, name, null);

    private void AddEdge(GraphNode source, GraphNode target, Outcome outcome, double start, double? end)
    {
        GraphEdge edge = _graph.GetOrAddEdge(source, target);
        if (end is { } known)
        {
            edge.Add(outcome, start, known);
        }
    }
}
