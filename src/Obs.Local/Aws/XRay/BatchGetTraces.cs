using Obs.Local.Traces;

namespace Obs.Local.Aws.XRay;

/// <summary>The documents of traces, with those inferred for callees that sent none.</summary>
internal sealed class BatchGetTraces(TraceQueries traces)
{
    private const int MaxTraces = 5; // At once, by the API.

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> ids = input.Texts("TraceIds");
        if (ids.Count is 0 or > MaxTraces)
        {
            throw AwsException.XRayRequest($"TraceIds must have 1 to {MaxTraces} items; found {ids.Count}.");
        }

        List<WireNode> found = [];
        List<WireNode> unknown = [];
        foreach (string id in ids)
        {
            if (!TraceId.TryNormalize(id, out string traceId))
            {
                throw AwsException.XRayRequest($"\"{id}\" is not a trace id.");
            }

            List<byte[]> documents = traces.Documents(traceId);
            if (documents.Count == 0)
            {
                unknown.Add(id);
            }
            else
            {
                found.Add(Trace(traceId, documents));
            }
        }

        return Task.FromResult(WireNode.Of(("Traces", WireNode.List(found)), ("UnprocessedTraceIds", WireNode.List(unknown))));
    }

    private static WireNode Trace(string traceId, List<byte[]> documents)
    {
        using var tree = new TraceTree(documents);
        IEnumerable<WireNode> sent = tree.Documents.Select(static json =>
            WireNode.Of(("Id", JsonMembers.Text(json, "id")), ("Document", json.GetRawText())));
        IEnumerable<WireNode> inferred = tree.Rows
            .Where(static row => row.IsInferred && !InferredSegment.IsPromised(row))
            .Select(row => WireNode.Of(("Id", InferredSegment.IdOf(row)), ("Document", InferredSegment.Write(row, traceId))));
        return WireNode.Of(
            ("Id", traceId),
            ("Duration", Math.Round(tree.End - tree.Start, 6)),
            ("LimitExceeded", false),
            ("Segments", WireNode.List(sent.Concat(inferred))));
    }
}
