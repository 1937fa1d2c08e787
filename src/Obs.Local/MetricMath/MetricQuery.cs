namespace Obs.Local.MetricMath;

/// <summary>One query of several that are computed together: a metric's statistic, or an expression over the others.</summary>
internal sealed class MetricQuery
{
    public required string Id { get; init; }

    /// <summary>What the result is called; may hold <c>${…}</c>. Null for the metric's name or the id.</summary>
    public string? Label { get; init; }

    /// <summary>Milliseconds; of an expression null for the shortest of what it names.</summary>
    public long? Period { get; init; }

    /// <summary>Whether it is given back or only used by others.</summary>
    public bool IsReturned { get; init; } = true;

    public MathExpression? Expression { get; init; }

    public MetricStat? Metric { get; init; }
}
