using Obs.Local.Graph;
using Obs.Local.Traces;

namespace Obs.Local.Aws.XRay;

/// <summary>The service graph of a time, of a group or of some traces.</summary>
internal sealed class GetServiceGraph(GraphQueries graphs, GroupTraces traces, TraceGroups groups)
{
    public Task<WireNode> OfTimeAsync(WireNode input, CancellationToken cancellationToken)
    {
        (double from, double to) = XRayTime.Range(input);
        ServiceGraph graph = groups.Filter(input) is { } filter
            ? graphs.Read([.. traces.Find(filter, from, to).Select(static trace => trace.Id)])
            : graphs.Read(from, to, service: null);
        return Task.FromResult(WireNode.Of(
            ("StartTime", XRayTime.At(from)), ("EndTime", XRayTime.At(to)), ("Services", ServiceGraphWriter.Services(graph)),
            ("ContainsOldGroupVersions", false)));
    }

    public Task<WireNode> OfTracesAsync(WireNode input, CancellationToken cancellationToken)
    {
        List<string> ids = [.. input.Texts("TraceIds").Select(static id =>
            TraceId.TryNormalize(id, out string traceId) ? traceId : throw AwsException.XRayRequest($"\"{id}\" is not a trace id."))];
        return Task.FromResult(WireNode.Of(("Services", ServiceGraphWriter.Services(graphs.Read(ids)))));
    }
}
