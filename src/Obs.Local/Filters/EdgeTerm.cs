namespace Obs.Local.Filters;

/// <summary>Some call of the trace from one node to another, and a condition on the caller's part of it or none.</summary>
internal sealed record EdgeTerm(NodeSelector Source, NodeSelector Target, FilterExpression? Inner) : FilterExpression;
