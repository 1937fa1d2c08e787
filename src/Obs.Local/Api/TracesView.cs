using System.Text.Json;
using Obs.Local.Traces;

namespace Obs.Local.Api;

/// <summary><c>/traces</c>: a list of traces.</summary>
internal sealed class TracesView(TraceQueries traces, TraceSearch search)
{
    private const int MaxLimit = 1_000;
    private const int MaxOffset = 1_000_000;
    private const int MaxScanned = 1_200; // Candidates whose documents are read for one view.
    private const int MaxScannedForAll = 100_000; // And for one who can wait.

    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        bool slowest = query.Choice("sort", "newest", "slowest") == "slowest";
        var filter = new TraceFilter
        {
            From = query.FromSeconds,
            To = query.ToSeconds,
            Service = query.Service,
            Environment = query.Environment,
            Outcome = query.Choice("outcome", "any", "ok", "error", "throttle", "fault") switch
            {
                "ok" => Outcome.Ok,
                "error" => Outcome.Error,
                "throttle" => Outcome.Throttle,
                "fault" => Outcome.Fault,
                _ => null,
            },
            Node = query.Text("node") is { } node ? Node(node) : null,
            Edge = query.Text("edge") is { } edge ? Edge(edge) : null,
            Text = query.Text("q"),
            Expression = ApiFilter.Read(query),
        };
        (List<TraceSummary> found, long total, bool complete) = Find(
            filter, slowest, (int)query.Whole("limit", 50, 1, MaxLimit), (int)query.Whole("offset", 0, 0, MaxOffset),
            query.Choice("count", "quick", "all") == "all");
        writer.WriteStartObject();
        writer.WriteStartArray("traces");
        foreach (TraceSummary trace in found)
        {
            Write(writer, trace);
        }

        writer.WriteEndArray();
        writer.WriteNumber("total", total);
        writer.WriteBoolean("complete", complete);
        writer.WriteEndObject();
    }

    /// <summary>Where not all of them are known the total counts what was found.</summary>
    private (List<TraceSummary> Found, long Total, bool Complete) Find(
        TraceFilter filter, bool slowest, int limit, int offset, bool readsAll)
    {
        if (filter.IsExact)
        {
            return traces.List(filter, slowest, limit, offset, readsAll);
        }

        TraceScan scan = readsAll
            ? search.Scan(filter, slowest, offset: 0, MaxScannedForAll, MaxScannedForAll)
            : search.ScanForView(filter, slowest, offset + limit, Math.Max(MaxScanned, offset + limit));
        List<TraceSummary> found = [.. scan.Traces.Skip(offset).Take(limit)];
        traces.Complete(found);
        return (found, scan.Traces.Count, scan.IsComplete);
    }

    private static NodeReference Node(string id) =>
        NodeReference.Parse(id) ?? throw ApiException.Bad($"node must be the id of a node of /map; found \"{id}\".");

    private static (NodeReference, NodeReference) Edge(string id)
    {
        string[] ends = id.Split(',');
        return ends.Length == 2 ? (Node(ends[0]), Node(ends[1]))
            : throw ApiException.Bad($"edge must be the ids of two nodes of /map with a comma between them; found \"{id}\".");
    }

    private static void Write(Utf8JsonWriter writer, TraceSummary trace)
    {
        writer.WriteStartObject();
        writer.WriteString("id", trace.Id);
        writer.WriteNumber("startTime", JsonNumbers.ToMilliseconds(trace.Start));
        writer.WriteNumber("duration", JsonNumbers.ToMilliseconds(trace.End - trace.Start));
        writer.WriteString("service", trace.Service);
        writer.WriteString("method", trace.Method);
        writer.WriteString("url", trace.Url);
        writer.WriteString("route", trace.Route);
        if (trace.Status is { } status)
        {
            writer.WriteNumber("status", status);
        }
        else
        {
            writer.WriteNull("status");
        }

        writer.WriteBoolean("ok", trace.Outcome == Outcome.Ok);
        writer.WriteBoolean("error", trace.Outcome.HasFlag(Outcome.Error));
        writer.WriteBoolean("throttle", trace.Outcome.HasFlag(Outcome.Throttle));
        writer.WriteBoolean("fault", trace.Outcome.HasFlag(Outcome.Fault));
        writer.WriteBoolean("partial", trace.Partial);
        writer.WriteStartArray("services");
        trace.Services.ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
        writer.WriteNumber("segmentCount", trace.SegmentCount);
        WriteAnnotations(writer, trace);
        writer.WriteEndObject();
    }

    /// <summary>Of all services together; the value nearest the entry stands.</summary>
    private static void WriteAnnotations(Utf8JsonWriter writer, TraceSummary trace)
    {
        HashSet<string> written = new(StringComparer.Ordinal);
        writer.WriteStartObject("annotations");
        foreach ((_, string json) in trace.Annotations)
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (JsonProperty annotation in document.RootElement.EnumerateObject().Where(annotation => written.Add(annotation.Name)))
            {
                annotation.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }
}
