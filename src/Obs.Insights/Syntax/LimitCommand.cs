namespace Obs.Insights.Syntax;

internal sealed record LimitCommand(int Count, SourceRange Range) : Command(Range);
