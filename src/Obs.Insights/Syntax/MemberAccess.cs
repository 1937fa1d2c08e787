namespace Obs.Insights.Syntax;

/// <summary>A member of a map, as in <c>list[0].name</c>.</summary>
internal sealed record MemberAccess(Expression Target, IReadOnlyList<string> Segments, SourceRange Range) : Expression(Range)
{
    public override int Depth { get; } = 1 + Target.Depth;
}
