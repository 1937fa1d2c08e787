using Obs.Local.Filters;

namespace Obs.Local.Traces;

/// <summary>The traces of a time that a filter takes, for graphs and statistics over them.</summary>
internal sealed class GroupTraces(TraceSearch search)
{
    /// <summary>The newest; a view that took longer would show no more to a person.</summary>
    public const int MaxShown = 1_000;

    private const int MaxTraces = 20_000; // The newest; a graph of more would show no more.

    public List<TraceSummary> Find(FilterExpression filter, double from, double to) =>
        Find(new TraceFilter { From = from, To = to, Expression = filter }, MaxTraces);

    public List<TraceSummary> Find(TraceFilter filter, int most) =>
        search.Scan(filter, slowestFirst: false, offset: 0, most, most).Traces;
}
