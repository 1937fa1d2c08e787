namespace Obs.Insights.Syntax;

/// <summary><c>fields</c>, or <c>display</c>, which alone decides what is shown.</summary>
internal sealed record FieldsCommand(IReadOnlyList<ColumnItem> Items, bool IsDisplay, SourceRange Range) : Command(Range);
