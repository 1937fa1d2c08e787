namespace Obs.Local.Filters;

/// <summary>A condition on traces, or inside braces on one part of a trace, in X-Ray's filter language.</summary>
internal abstract record FilterExpression
{
    /// <exception cref="FilterSyntaxException">The text is not a filter expression.</exception>
    public static FilterExpression Parse(string text) => new FilterParser(FilterLexer.Read(text)).Parse();
}
