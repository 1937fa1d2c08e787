namespace Obs.Insights.Syntax;

/// <summary>Sums across each row, down each column, or both. No <paramref name="Columns"/> means all that hold numbers.</summary>
internal sealed record AddTotalsCommand(
    string Column, bool HasRowTotals, bool HasColumnTotals, IReadOnlyList<string> Columns, SourceRange Range)
    : Command(Range);
