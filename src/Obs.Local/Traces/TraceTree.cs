using System.Text.Json;

namespace Obs.Local.Traces;

/// <summary>The documents of a trace put together: subsegments under their segment, a called service's segment under the call.</summary>
/// <remarks>Documents may be missing, come twice, or name each other as parents in a circle; every one of them is shown, once.</remarks>
internal sealed class TraceTree : IDisposable
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = SegmentParser.MaxDepth };

    private readonly List<JsonDocument> _documents;
    private readonly Dictionary<string, TraceRow> _byId = new(StringComparer.Ordinal);
    private readonly List<TraceRow> _tops = [];

    public TraceTree(IReadOnlyList<byte[]> documents)
    {
        _documents = [.. documents.Select(static bytes => JsonDocument.Parse(bytes, Options))];
        foreach (JsonDocument document in _documents)
        {
            bool isSegment = JsonMembers.Text(document.RootElement, "type") != "subsegment";
            _tops.Add(Read(document.RootElement, isSegment, parent: null));
        }

        foreach (TraceRow top in _tops)
        {
            if (top.DeclaredParent is { } id && _byId.TryGetValue(id, out TraceRow? parent) && parent != top)
            {
                top.Parent = parent;
                parent.Children.Add(top);
            }
        }

        Rows = Order();
    }

    /// <summary>Depth first, by start.</summary>
    public IReadOnlyList<TraceRow> Rows { get; }

    public IEnumerable<JsonElement> Documents => _documents.Select(static document => document.RootElement);

    public double Start => Rows.Count == 0 ? 0 : Rows.Min(static row => row.Start);

    public double End => Rows.Count == 0 ? 0 : Rows.Max(static row => row.End ?? row.Start);

    public void Dispose() => _documents.ForEach(static document => document.Dispose());

    private TraceRow Read(JsonElement json, bool isSegment, TraceRow? parent)
    {
        var row = new TraceRow(json, isSegment) { Parent = parent };
        _byId.TryAdd(row.Id, row);
        if (json.TryGetProperty("subsegments", out JsonElement inner) && inner.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement subsegment in inner.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object))
            {
                row.Children.Add(Read(subsegment, isSegment: false, row));
            }
        }

        return row;
    }

    private List<TraceRow> Order()
    {
        List<TraceRow> ordered = [];
        HashSet<TraceRow> seen = [];
        // What stands under no other first; what is left after that stands in a circle and is shown from its earliest member on.
        foreach (TraceRow top in _tops.Where(static top => top.Parent is null).OrderBy(static top => top.Start))
        {
            Walk(top, ordered, seen);
        }

        foreach (TraceRow top in _tops.Where(static top => top.Parent is not null).OrderBy(static top => top.Start))
        {
            Walk(top, ordered, seen);
        }

        return ordered;
    }

    // With a stack of its own: a chain of thousands of documents, each the parent of the next, must not overflow the thread's.
    private static void Walk(TraceRow top, List<TraceRow> ordered, HashSet<TraceRow> seen)
    {
        var waiting = new Stack<(TraceRow Row, TraceRow? Above)>();
        waiting.Push((top, null));
        while (waiting.TryPop(out (TraceRow Row, TraceRow? Above) next))
        {
            (TraceRow row, TraceRow? above) = next;
            if (!seen.Add(row))
            {
                continue;
            }

            row.Depth = above is null ? 0 : above.Depth + 1;
            row.Service = row.IsSegment ? row.Name : above?.Service ?? row.Name;
            ordered.Add(row);
            foreach (TraceRow child in row.Children.OrderByDescending(static child => child.Start))
            {
                waiting.Push((child, row));
            }
        }
    }
}
