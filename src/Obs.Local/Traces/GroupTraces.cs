using Obs.Local.Filters;

namespace Obs.Local.Traces;

/// <summary>The traces of a time that a filter takes, for graphs and statistics over them.</summary>
internal sealed class GroupTraces(TraceSearch search)
{
    private const int MaxTraces = 20_000; // The newest; a graph of more would show no more.

    public List<TraceSummary> Find(FilterExpression filter, double from, double to) => search.Scan(
        new TraceFilter { From = from, To = to, Expression = filter }, slowestFirst: false, offset: 0, MaxTraces, MaxTraces).Traces;
}
