namespace Obs.Insights.Syntax;

/// <summary>One step of a query, between two pipes. <paramref name="Range"/> covers the whole step.</summary>
internal abstract record Command(SourceRange Range);
