namespace Obs.Insights.Syntax;

/// <summary>Extraction of columns from text by a glob or by the named groups of a regular expression.</summary>
internal sealed record ParseCommand(Expression Subject, TextPattern Pattern, IReadOnlyList<string> Columns, SourceRange Range)
    : Command(Range);
