namespace Obs.Insights.Syntax;

/// <summary>A name: a column made earlier, a member of one, or a field of the event. <paramref name="Segments"/> are its parts between dots.</summary>
internal sealed record FieldReference(string Name, IReadOnlyList<string> Segments, SourceRange Range) : Expression(Range);
