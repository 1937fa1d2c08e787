namespace Obs.Dashboards;

/// <summary>Names a series: namespace, metric and dimensions in their order. Immutable; equal when namespace, name and the set of
/// dimensions are equal.</summary>
public sealed class SeriesId : IEquatable<SeriesId>
{
    /// <summary>Names a series.</summary>
    /// <param name="metricNamespace">The namespace, 1 to 255 characters.</param>
    /// <param name="name">The metric, 1 to 255 characters.</param>
    /// <param name="dimensions">Names and values, at most 30.</param>
    /// <exception cref="ArgumentException">A name is empty, or there are more than 30 dimensions.</exception>
    public SeriesId(string metricNamespace, string name, params IReadOnlyList<(string Name, string Value)> dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(metricNamespace);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(dimensions);
        if (dimensions.Count > CloudWatchLimits.Dimensions || dimensions.Any(static d => d.Name is null or "" || d.Value is null))
        {
            throw new ArgumentException(
                $"Up to {CloudWatchLimits.Dimensions} dimensions, each with a name and a value.", nameof(dimensions));
        }

        Namespace = metricNamespace;
        Name = name;
        Dimensions = [.. dimensions];
    }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>The metric.</summary>
    public string Name { get; }

    /// <summary>Names and values, in the order given.</summary>
    public IReadOnlyList<(string Name, string Value)> Dimensions { get; }

    /// <summary>The same metric under further dimensions.</summary>
    /// <param name="dimensions">Names and values to add.</param>
    public SeriesId With(params IReadOnlyList<(string Name, string Value)> dimensions) =>
        new(Namespace, Name, [.. Dimensions, .. dimensions]);

    /// <summary>The value of a dimension, or null.</summary>
    /// <param name="dimension">Its name.</param>
    public string? Value(string dimension) => Dimensions.FirstOrDefault(d => d.Name == dimension).Value;

    /// <inheritdoc/>
    public bool Equals(SeriesId? other) => other is not null && Namespace == other.Namespace && Name == other.Name
        && Dimensions.Count == other.Dimensions.Count && Sorted().SequenceEqual(other.Sorted());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SeriesId);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Namespace, Name, Dimensions.Count);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Namespace} {Name} {{{string.Join(", ", Dimensions.Select(static d => $"{d.Name}={d.Value}"))}}}";

    private IEnumerable<(string Name, string Value)> Sorted() => Dimensions.OrderBy(static d => d.Name, StringComparer.Ordinal);
}
