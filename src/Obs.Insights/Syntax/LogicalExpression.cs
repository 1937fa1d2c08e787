namespace Obs.Insights.Syntax;

/// <summary>Conditions joined by <c>and</c>, or by <c>or</c>. A long chain is one node, so that its depth does not grow with its length.</summary>
internal sealed record LogicalExpression(bool IsAnd, IReadOnlyList<Expression> Operands, SourceRange Range) : Expression(Range)
{
    public override int Depth { get; } = 1 + Operands.Max(static o => o.Depth);
}
