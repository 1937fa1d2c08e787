namespace Obs.Dashboards;

/// <summary>The names of the dimensions that a metric is published under, and the series seen. Immutable.</summary>
public sealed class DimensionSet
{
    /// <summary>Names a set.</summary>
    /// <param name="names">The names, in the order of publication.</param>
    /// <param name="series">The values of each series seen, in the order of the names; empty when not known.</param>
    /// <exception cref="ArgumentException">A series has more or fewer values than there are names.</exception>
    public DimensionSet(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string>> series)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(series);
        if (series.Any(values => values.Count != names.Count))
        {
            throw new ArgumentException("Every series has a value for each dimension.", nameof(series));
        }

        Names = [.. names];
        Series = [.. series.OrderBy(static values => string.Join('\n', values), StringComparer.Ordinal)];
    }

    /// <summary>The names, in the order of publication.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The values of each series seen, sorted; empty when not known.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Series { get; }

    /// <summary>The values that a dimension takes, sorted.</summary>
    /// <param name="dimension">Its name.</param>
    public IReadOnlyList<string> Values(string dimension)
    {
        int index = Names.ToList().IndexOf(dimension);
        return index < 0 ? [] : [.. Series.Select(values => values[index]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    internal bool Is(IEnumerable<string> names) => Names.Count == names.Count() && Names.ToHashSet(StringComparer.Ordinal).SetEquals(names);
}
