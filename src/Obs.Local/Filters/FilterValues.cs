namespace Obs.Local.Filters;

/// <summary>Compares what a trace says with what a filter wants. What is not there meets nothing, not even "is not".</summary>
internal static class FilterValues
{
    public static bool Compare(IEnumerable<string> found, FilterComparison comparison, string wanted)
    {
        List<string> all = [.. found];
        return comparison switch
        {
            FilterComparison.Exists => all.Count > 0,
            FilterComparison.Equal => all.Contains(wanted, StringComparer.Ordinal),
            FilterComparison.NotEqual => all.Count > 0 && !all.Contains(wanted, StringComparer.Ordinal),
            FilterComparison.Contains => all.Exists(text => text.Contains(wanted, StringComparison.Ordinal)),
            FilterComparison.BeginsWith => all.Exists(text => text.StartsWith(wanted, StringComparison.Ordinal)),
            FilterComparison.EndsWith => all.Exists(text => text.EndsWith(wanted, StringComparison.Ordinal)),
            _ => false,
        };
    }

    public static bool Compare(IEnumerable<double> found, FilterComparison comparison, double wanted)
    {
        List<double> all = [.. found];
        return comparison == FilterComparison.NotEqual
            ? all.Count > 0 && !all.Contains(wanted)
            : all.Exists(value => Compare(value, comparison, wanted));
    }

    public static bool Compare(double? found, FilterComparison comparison, double wanted) => found is { } value && comparison switch
    {
        FilterComparison.Equal => value == wanted,
        FilterComparison.NotEqual => value != wanted,
        FilterComparison.Less => value < wanted,
        FilterComparison.LessOrEqual => value <= wanted,
        FilterComparison.Greater => value > wanted,
        FilterComparison.GreaterOrEqual => value >= wanted,
        _ => false,
    };
}
