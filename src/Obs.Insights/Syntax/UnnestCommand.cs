namespace Obs.Insights.Syntax;

internal sealed record UnnestCommand(Expression List, string Column, SourceRange Range) : Command(Range);
