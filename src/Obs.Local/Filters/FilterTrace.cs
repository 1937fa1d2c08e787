using System.Runtime.InteropServices;
using System.Text.Json;
using Obs.Local.Traces;

namespace Obs.Local.Filters;

/// <summary>One trace as filters see it: its nodes, its calls, its annotations and the whole.</summary>
/// <remarks>Not thread-safe; valid as long as the tree it was made of.</remarks>
internal sealed class FilterTrace
{
    private readonly TraceTree _tree;
    private readonly Dictionary<TraceRow, FilterNode> _nodes = [];
    private readonly List<(FilterNode, FilterSubject)> _services = [];
    private readonly List<FilterEdge> _edges = [];

    public FilterTrace(TraceTree tree)
    {
        _tree = tree;
        foreach (TraceRow row in tree.Rows.Where(static row => row.IsSegment))
        {
            _nodes[row] = new FilterNode(
                [row.Name], JsonMembers.Text(row.Source, "origin"), RowTexts.Text(row.Source, "aws", "account_id"));
        }

        foreach (TraceRow row in tree.Rows)
        {
            Add(row);
        }

        Entry = tree.Rows.Where(static row => row.IsSegment).OrderBy(static row => row.DeclaredParent is null ? 0 : 1)
            .ThenBy(static row => row.Start).FirstOrDefault() ?? tree.Rows[0];
        Whole = OfWhole();
    }

    /// <summary>The segment that introduces the trace: its root, or until that is there its earliest.</summary>
    public TraceRow Entry { get; }

    public FilterSubject Whole { get; }

    public IReadOnlyList<(FilterNode Node, FilterSubject Subject)> Services => _services;

    public IReadOnlyList<FilterEdge> Edges => _edges;

    public IEnumerable<JsonProperty> Annotations => _tree.Rows.SelectMany(static row =>
        row.Source.TryGetProperty("annotations", out JsonElement annotations) && annotations.ValueKind == JsonValueKind.Object
            ? annotations.EnumerateObject().AsEnumerable() : []);

    public IReadOnlyList<RootCause> RootCauses(RootCauseKind kind) => new RootCauseFinder(this, _tree).Find(kind);

    /// <summary>The node a segment is, or that a call without an answering segment leads to; null for work inside a service.</summary>
    public FilterNode? NodeOf(TraceRow row) => _nodes.GetValueOrDefault(row);

    /// <summary>The row and the work inside it, up to where other services begin.</summary>
    public static IEnumerable<TraceRow> Part(TraceRow row) =>
        row.Children.Where(static child => !child.IsSegment).SelectMany(Part).Prepend(row);

    private void Add(TraceRow row)
    {
        if (row.IsSegment)
        {
            FilterNode node = _nodes[row];
            FilterSubject subject = Subject(row, node, inferred: false);
            _services.Add((node, subject));
            if (row.DeclaredParent is null)
            {
                var client = new FilterNode(node.Names, "client", null);
                _edges.Add(new FilterEdge(client, node, subject));
            }
            else if (row.Parent is { IsCall: true } call && SegmentOf(call) is { } caller)
            {
                _edges.Add(new FilterEdge(caller, node, Subject(call, node, inferred: false)));
            }
        }
        else if (row.IsInferred && CallOf(row) is { Traced: false } call)
        {
            var node = new FilterNode([call.Target], call.Type ?? (call.Kind == CallKind.Sql ? "Database::SQL" : "remote"), null);
            _nodes[row] = node;
            FilterSubject subject = Subject(row, node, inferred: true);
            _services.Add((node, subject));
            if (SegmentOf(row) is { } caller)
            {
                _edges.Add(new FilterEdge(caller, node, subject));
            }
        }
    }

    private FilterNode? SegmentOf(TraceRow row)
    {
        for (TraceRow? at = row.Parent; at is not null; at = at.Parent)
        {
            if (at.IsSegment)
            {
                return _nodes.GetValueOrDefault(at);
            }
        }

        return null;
    }

    private static CallRecord? CallOf(TraceRow row)
    {
        var reader = new Utf8JsonReader(
            JsonMarshal.GetRawUtf8Value(row.Source), new JsonReaderOptions { MaxDepth = SegmentParser.MaxDepth });
        reader.Read();
        return new EntityReader().Read(ref reader, depth: 1).ToCall();
    }

    private static FilterSubject Subject(TraceRow row, FilterNode node, bool inferred) => new()
    {
        Outcome = row.Outcome,
        Partial = row.End is null,
        Inferred = inferred,
        Remote = row.IsCall,
        Root = row.IsSegment && row.DeclaredParent is null,
        ResponseTime = row.End - row.Start,
        Duration = row.End - row.Start,
        HttpStatus = RowTexts.Status(row.Source),
        Texts = keyword => RowTexts.Read(keyword, row, Part(row), node),
    };

    private FilterSubject OfWhole()
    {
        JsonElement[] documents = [.. _tree.Documents];
        double start = documents.Min(static json => JsonMembers.Number(json, "start_time") ?? 0);
        double end = documents.Max(static json => (JsonMembers.Flag(json, "in_progress") ? null : JsonMembers.Number(json, "end_time"))
            ?? JsonMembers.Number(json, "start_time") ?? 0);
        return new FilterSubject
        {
            Outcome = Entry.Outcome,
            Partial = documents.Any(static json => JsonMembers.Flag(json, "in_progress")),
            Inferred = _services.Exists(static item => item.Item2.Inferred),
            Root = Entry.DeclaredParent is null,
            ResponseTime = Entry.End - Entry.Start,
            Duration = end - start,
            HttpStatus = RowTexts.Status(Entry.Source),
            Texts = OfWhole,
        };
    }

    /// <summary>The request is the entry's; users, machines and messages may stand in any segment.</summary>
    private IEnumerable<string> OfWhole(FilterText keyword) =>
        keyword is FilterText.HttpUrl or FilterText.HttpMethod or FilterText.HttpUserAgent or FilterText.HttpClientIp
        ? RowTexts.Read(keyword, Entry, [Entry], new FilterNode([Entry.Name], null, null))
        : keyword is FilterText.Name or FilterText.Type ? _services.SelectMany(item => item.Item2.Texts(keyword))
        : _tree.Rows.SelectMany(row => RowTexts.Read(keyword, row, [row], new FilterNode([], null, null)));
}
