using Obs.Local.Aws.CloudWatch;

namespace Obs.Local.MetricMath;

/// <summary>A metric, the statistic wanted of it, and the unit or any.</summary>
/// <param name="Namespace">The metric's namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Dimensions">As <see cref="Metrics.Dimensions"/> writes them.</param>
/// <param name="Statistic">What is computed of each period.</param>
/// <param name="Unit">Null for any.</param>
internal sealed record MetricStat(string Namespace, string Name, string Dimensions, Statistic Statistic, string? Unit);
