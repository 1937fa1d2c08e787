using Obs.Local.Filters;
using Obs.Local.Traces;

namespace Obs.Local.Aws.XRay;

/// <summary>The traces of a time that a filter expression takes, in short.</summary>
internal sealed class GetTraceSummaries(TraceSearch search, TraceQueries traces, TimeProvider time)
{
    private const int PageSize = 100;
    private const int MaxScanned = 2_000; // A page; one that finds few ends there and says where to go on.

    private static readonly PageToken Token = PageToken.XRay(nameof(GetTraceSummaries));

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        if ((input.Text("TimeRangeType") ?? "TraceId") is not ("TraceId" or "Event" or "Service"))
        {
            throw AwsException.XRayRequest($"TimeRangeType must be TraceId, Event or Service; found {input.Text("TimeRangeType")}.");
        }

        (double from, double to) = XRayTime.Range(input);
        int offset = (int)Math.Min(int.MaxValue, Token.ReadNumber(input) ?? 0);
        FilterExpression? expression = XRayFilter.Parse(input.Text("FilterExpression"));
        var filter = new TraceFilter { From = from, To = to, Expression = expression };
        TraceScan scan = search.Scan(filter, slowestFirst: false, offset, PageSize, MaxScanned);
        traces.Complete(scan.Traces);
        string? next = Token.Write(scan.IsComplete ? null : (long)offset + scan.Scanned);
        return Task.FromResult(WireNode.Of(
            ("TraceSummaries", WireNode.List(scan.Traces.Select(Summary))),
            ("ApproximateTime", time.GetUtcNow()),
            ("TracesProcessedCount", (long)scan.Scanned),
            ("NextToken", next)));
    }

    private WireNode Summary(TraceSummary trace)
    {
        using var tree = new TraceTree(traces.Documents(trace.Id));
        return tree.Rows.Count == 0 ? WireNode.Of(("Id", trace.Id)) : TraceSummaryWriter.Write(trace, new FilterTrace(tree));
    }
}
