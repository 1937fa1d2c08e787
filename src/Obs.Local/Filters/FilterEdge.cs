namespace Obs.Local.Filters;

/// <summary>A call between two nodes of one trace, with what the caller recorded of it.</summary>
internal sealed record FilterEdge(FilterNode Source, FilterNode Target, FilterSubject Call);
