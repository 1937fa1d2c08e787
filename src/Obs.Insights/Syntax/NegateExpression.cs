namespace Obs.Insights.Syntax;

internal sealed record NegateExpression(Expression Operand, SourceRange Range) : Expression(Range)
{
    public override int Depth { get; } = 1 + Operand.Depth;
}
