using Obs.Local.Logs;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Explain;

/// <summary>Explains the slow traces of a store.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class ExplainQueries(Database database, TraceQueries traces, TraceSearch search, LogQueries logs)
{
    private const int MaxLookedAt = 60_000; // Of which an operation, a service or an environment may leave few.
    private const int MaxPopulation = 20_000;
    private const int MaxScanned = 1_000; // Candidates whose documents say whether they are meant.
    private const int MaxSlow = 120;
    private const int MaxTypical = 160;

    private readonly TraceReader _reader = new(traces, logs);

    public Explanation Explain(ExplainRequest request, out PopulationSplit split)
    {
        (List<TraceSummary> found, bool complete) = Find(request);
        split = new PopulationSplit(
            found.Select(static trace => new Candidate(trace.Id, trace.Start, trace.End - trace.Start)), request.Criterion);
        List<ExplainedTrace> slow = _reader.Read(PopulationSplit.Sample(split.Slow, MaxSlow));
        List<ExplainedTrace> typical = _reader.Read(PopulationSplit.Sample(split.Typical, MaxTypical));
        return Explainer.Explain(request.Criterion, split, complete, slow, typical);
    }

    private (List<TraceSummary> Found, bool IsComplete) Find(ExplainRequest request)
    {
        if (!request.Filter.IsExact)
        {
            TraceScan scan = search.ScanForView(request.Filter, slowestFirst: false, MaxScanned, MaxScanned);
            return ([.. scan.Traces.Where(trace => IsOperation(trace, request.Operation))], scan.IsComplete);
        }

        (List<TraceSummary> newest, bool isCut) = database.Read(connection =>
        {
            var page = new TracePage(connection, request.Filter, slowestFirst: false, MaxLookedAt);
            return (
                page.Read(
                    MaxPopulation + 1, 0, more => more.Where("t.route IS NULL OR t.method || ' ' || t.route = {0}", request.Operation)),
                page.IsCut);
        });
        return (
            [.. newest.Take(MaxPopulation).Where(trace => IsOperation(trace, request.Operation))], newest.Count <= MaxPopulation && !isCut);
    }

    // By its path where its service did not say which route it took, the ids in it made "{id}".
    private static bool IsOperation(TraceSummary trace, string? operation) =>
        operation is null || operation == $"{trace.Method} {trace.Route ?? (trace.Url is null ? "" : TextShape.Path(trace.Url))}";
}
