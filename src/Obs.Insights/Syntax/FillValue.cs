namespace Obs.Insights.Syntax;

/// <summary>What <c>fillmissing</c> writes into a column of the rows it inserts.</summary>
internal sealed record FillValue(string Column, Expression Value);
