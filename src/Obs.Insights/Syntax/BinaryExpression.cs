namespace Obs.Insights.Syntax;

internal sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right, SourceRange Range) : Expression(Range)
{
    public override int Depth { get; } = 1 + Math.Max(Left.Depth, Right.Depth);
}
