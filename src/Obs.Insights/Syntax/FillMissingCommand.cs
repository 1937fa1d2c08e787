namespace Obs.Insights.Syntax;

/// <summary>Inserts a row for each empty period between the first and the last of a <c>stats … by bin()</c>.</summary>
internal sealed record FillMissingCommand(IReadOnlyList<FillValue> Values, SourceRange Range) : Command(Range);
