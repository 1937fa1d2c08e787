namespace Obs.Insights.Syntax;

/// <summary>A function applied to arguments. <c>count(*)</c> has none.</summary>
internal sealed record CallExpression(FunctionInfo Function, IReadOnlyList<Expression> Arguments, SourceRange Range) : Expression(Range)
{
    public override int Depth { get; } = 1 + (Arguments.Count == 0 ? 0 : Arguments.Max(static a => a.Depth));
}
