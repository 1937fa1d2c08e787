namespace Obs.Insights.Syntax;

internal sealed record SortCommand(IReadOnlyList<SortKey> Keys, SourceRange Range) : Command(Range);
