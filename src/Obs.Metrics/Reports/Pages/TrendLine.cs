namespace Obs.Metrics;

/// <summary>One line of a chart: a value for each moment, null where there was nothing to measure.</summary>
internal sealed record TrendLine(string Name, IReadOnlyList<double?> Values);
