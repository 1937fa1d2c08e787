namespace Obs.Insights.Syntax;

/// <summary>A substring or a regular expression looked for in a text.</summary>
internal sealed record LikeExpression(Expression Subject, TextPattern Pattern, bool IsNegated, SourceRange Range) : Expression(Range)
{
    public override int Depth { get; } = 1 + Subject.Depth;
}
