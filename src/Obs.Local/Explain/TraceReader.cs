using Obs.Local.Logs;
using Obs.Local.Traces;

namespace Obs.Local.Explain;

/// <summary>Reads traces out of the store and reduces them.</summary>
internal sealed class TraceReader(TraceQueries traces, LogQueries logs)
{
    private const int MaxEntries = 500; // Of one trace.
    private const int MaxRows = 300_000; // Of all traces of a group; what is left over is not read.

    /// <summary>The traces in the order given; one that has gone meanwhile is left out.</summary>
    public List<ExplainedTrace> Read(IEnumerable<Candidate> candidates)
    {
        List<ExplainedTrace> read = [];
        int rows = 0;
        foreach (Candidate candidate in candidates)
        {
            if (rows >= MaxRows)
            {
                break;
            }

            using var tree = new TraceTree(traces.Documents(candidate.Id));
            if (tree.Rows.Count > 0)
            {
                rows += tree.Rows.Count;
                read.Add(Reduce(candidate.Id, tree));
            }
        }

        return read;
    }

    private ExplainedTrace Reduce(string id, TraceTree tree)
    {
        TraitReader traits = TraitReader.Read(tree);
        return new ExplainedTrace
        {
            Id = id,
            Seconds = tree.End - tree.Start,
            Steps = StepReader.Read(tree),
            Traits = traits.Traits,
            Numbers = traits.Numbers,
            Logs = logs.Events(new LogQuery { TraceId = id, Limit = MaxEntries }).Select(LogPatternReader.Read).ToHashSet(),
        };
    }
}
