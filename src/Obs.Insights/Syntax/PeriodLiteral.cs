using Obs.Insights.Values;

namespace Obs.Insights.Syntax;

internal sealed record PeriodLiteral(Period Value, SourceRange Range) : Expression(Range);
