namespace Obs.Insights.Syntax;

/// <summary>An expression and the column it makes: its alias, else its own text.</summary>
internal sealed record ColumnItem(Expression Expression, string Column, bool HasAlias);
