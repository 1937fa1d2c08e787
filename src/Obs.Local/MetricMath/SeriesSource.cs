namespace Obs.Local.MetricMath;

/// <summary>The metric and statistic that a series was read from.</summary>
internal sealed record SeriesSource(string Namespace, string Name, IReadOnlyDictionary<string, string> Dimensions, string Statistic);
