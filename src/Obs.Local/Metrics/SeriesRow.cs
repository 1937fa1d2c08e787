namespace Obs.Local.Metrics;

/// <summary>One series in the store.</summary>
internal sealed record SeriesRow(long Row, string Namespace, string Name, string Dimensions, string Unit);
