namespace Obs.Insights.Syntax;

/// <summary>An element of a list, counted from 0.</summary>
internal sealed record IndexAccess(Expression Target, int Index, SourceRange Range) : Expression(Range)
{
    public override int Depth { get; } = 1 + Target.Depth;
}
