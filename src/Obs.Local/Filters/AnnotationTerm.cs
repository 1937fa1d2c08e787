namespace Obs.Local.Filters;

/// <summary>An annotation by its key: that it is set, or how its value compares with a text, a number or a flag.</summary>
internal sealed record AnnotationTerm(string Key, FilterComparison Comparison, object? Value) : FilterExpression;
