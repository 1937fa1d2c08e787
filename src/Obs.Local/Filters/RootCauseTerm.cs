namespace Obs.Local.Filters;

/// <summary>Some part of a root cause for which a condition holds.</summary>
internal sealed record RootCauseTerm(RootCauseKind Kind, RootCausePart Part, FilterExpression Inner) : FilterExpression;
