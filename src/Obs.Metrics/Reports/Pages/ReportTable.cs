namespace Obs.Metrics;

/// <summary>One table of a report for people, in whatever form it is printed.</summary>
/// <param name="Title">What the table tells.</param>
/// <param name="Columns">The columns; all but the first <paramref name="TextColumns"/> hold numbers.</param>
/// <param name="TextColumns">How many columns hold text.</param>
/// <param name="Rows">A cell for each column.</param>
internal sealed record ReportTable(string Title, IReadOnlyList<string> Columns, int TextColumns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>How to read the table, or why it is empty.</summary>
    public string Note { get; init; } = "";
}
