namespace Obs.Insights.Syntax;

internal sealed record DedupCommand(IReadOnlyList<Expression> Keys, SourceRange Range) : Command(Range);
