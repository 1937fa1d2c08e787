namespace Obs.Insights.Syntax;

internal sealed record NumberLiteral(double Value, SourceRange Range) : Expression(Range);
