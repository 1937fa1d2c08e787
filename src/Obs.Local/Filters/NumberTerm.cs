namespace Obs.Local.Filters;

/// <summary>A keyword that is a number, such as <c>responsetime &gt; 0.5</c>.</summary>
internal sealed record NumberTerm(FilterNumber Keyword, FilterComparison Comparison, double Value) : FilterExpression;
