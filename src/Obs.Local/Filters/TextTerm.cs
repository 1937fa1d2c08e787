namespace Obs.Local.Filters;

/// <summary>A keyword that is a text, such as <c>http.url BEGINSWITH "https://shop"</c>, or alone: it is there.</summary>
internal sealed record TextTerm(FilterText Keyword, FilterComparison Comparison, string Value) : FilterExpression;
