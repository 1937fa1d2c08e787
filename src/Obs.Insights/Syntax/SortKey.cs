namespace Obs.Insights.Syntax;

internal sealed record SortKey(Expression Expression, bool IsDescending);
