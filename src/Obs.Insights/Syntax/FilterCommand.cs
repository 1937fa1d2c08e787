namespace Obs.Insights.Syntax;

internal sealed record FilterCommand(Expression Condition, SourceRange Range) : Command(Range);
