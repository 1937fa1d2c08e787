namespace Obs.Dashboards;

/// <summary>A metric that a service really emits. Immutable.</summary>
public sealed class CataloguedMetric
{
    /// <summary>Describes a metric.</summary>
    /// <param name="metricNamespace">The namespace.</param>
    /// <param name="name">The name.</param>
    /// <param name="unit">The unit as CloudWatch names it; <c>None</c> for no unit.</param>
    /// <param name="kind">What can be asked of it.</param>
    /// <param name="dimensionSets">The sets of dimensions that it is published under.</param>
    public CataloguedMetric(
        string metricNamespace, string name, string unit, MetricKind kind, params IReadOnlyList<DimensionSet> dimensionSets)
    {
        ArgumentException.ThrowIfNullOrEmpty(metricNamespace);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(unit);
        ArgumentNullException.ThrowIfNull(dimensionSets);
        Namespace = metricNamespace;
        Name = name;
        Unit = unit;
        Kind = kind;
        DimensionSets = [.. dimensionSets.OrderBy(static s => s.Names.Count)
            .ThenBy(static s => string.Join('\n', s.Names), StringComparer.Ordinal)];
    }

    /// <summary>The namespace.</summary>
    public string Namespace { get; }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The unit as CloudWatch names it.</summary>
    public string Unit { get; }

    /// <summary>What can be asked of it.</summary>
    public MetricKind Kind { get; }

    /// <summary>The sets of dimensions that it is published under, smaller ones first.</summary>
    public IReadOnlyList<DimensionSet> DimensionSets { get; }

    /// <summary>The set that has exactly these dimensions, in any order; null when it is published under no such set.</summary>
    /// <param name="names">The names of the dimensions.</param>
    public DimensionSet? Find(params IEnumerable<string> names) => DimensionSets.FirstOrDefault(set => set.Is(names));
}
