namespace Obs.Insights.Syntax;

/// <summary>A piece of the query text: from the first character up to, and without, the one at <paramref name="End"/>.</summary>
internal readonly record struct SourceRange(int Start, int End)
{
    public SourceRange To(SourceRange last) => new(Start, last.End);
}
