using Obs.Local.Graph;
using Obs.Local.Ingest;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Aws.XRay;

/// <summary>What of the X-Ray API is served here, by the path of its requests.</summary>
internal static class XRayOperations
{
    public static Dictionary<string, AwsOperation> Create(IngestAccounts accounts, StoreWriter writer, Database database, TimeProvider time)
    {
        var traces = new TraceQueries(database);
        var graph = new GetServiceGraph(new GraphQueries(database));
        var sampling = new SamplingRules(time);
        return new Dictionary<string, AwsOperation>(StringComparer.Ordinal)
        {
            ["TraceSegments"] = new PutTraceSegments(accounts, writer).RunAsync,
            ["TelemetryRecords"] = static (_, _) => Task.FromResult(WireNode.Empty),
            ["Traces"] = new BatchGetTraces(traces).RunAsync,
            ["TraceSummaries"] = new GetTraceSummaries(traces, time).RunAsync,
            ["ServiceGraph"] = graph.OfTimeAsync,
            ["TraceGraph"] = graph.OfTracesAsync,
            ["GetSamplingRules"] = SamplingRules.GetRulesAsync,
            ["SamplingTargets"] = sampling.GetTargetsAsync,
        };
    }
}
