namespace Obs.Insights.Syntax;

internal sealed record NotExpression(Expression Operand, SourceRange Range) : Expression(Range)
{
    public override int Depth { get; } = 1 + Operand.Depth;
}
