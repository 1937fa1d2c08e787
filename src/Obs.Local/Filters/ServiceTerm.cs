namespace Obs.Local.Filters;

/// <summary>Some node of the trace: one that is named or any, and a condition on it or none.</summary>
internal sealed record ServiceTerm(NodeSelector Node, FilterExpression? Inner) : FilterExpression;
