namespace Obs.Insights.Syntax;

internal sealed record StatsCommand(IReadOnlyList<ColumnItem> Items, IReadOnlyList<ColumnItem> GroupBy, SourceRange Range) : Command(Range);
