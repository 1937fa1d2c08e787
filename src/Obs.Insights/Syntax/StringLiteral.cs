namespace Obs.Insights.Syntax;

internal sealed record StringLiteral(string Value, SourceRange Range) : Expression(Range);
