namespace Obs.Insights.Syntax;

/// <summary>What stands right of <c>like</c> or in <c>parse</c>: plain text, or the source of a regular expression.</summary>
internal sealed record TextPattern(string Text, bool IsRegex, SourceRange Range);
