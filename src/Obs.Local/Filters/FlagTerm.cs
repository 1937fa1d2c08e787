namespace Obs.Local.Filters;

/// <summary>A keyword that is true or false, such as <c>fault</c> or <c>partial = false</c>.</summary>
internal sealed record FlagTerm(FilterFlag Flag, bool Value) : FilterExpression;
