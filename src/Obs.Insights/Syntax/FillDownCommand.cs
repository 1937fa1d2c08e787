namespace Obs.Insights.Syntax;

/// <summary>Carries the last value of a column down into rows without one. <paramref name="Columns"/> may hold <c>*</c>; none means all.</summary>
internal sealed record FillDownCommand(IReadOnlyList<string> Columns, SourceRange Range) : Command(Range);
