namespace Obs.Insights.Syntax;

internal sealed record InExpression(Expression Subject, IReadOnlyList<Expression> Items, bool IsNegated, SourceRange Range)
    : Expression(Range)
{
    public override int Depth { get; } = 1 + Math.Max(Subject.Depth, Items.Max(static i => i.Depth));
}
