namespace Obs.Local.Metrics;

/// <summary>What lies in a part of a distribution.</summary>
/// <param name="Count">Measurements in the part; a value cut by a percentage counts in part.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Share">Their share of all, 0 to 1.</param>
/// <param name="Winsorized">The mean of all, where those outside count as the nearest value inside.</param>
internal readonly record struct RangeStatistics(double Count, double Sum, double Share, double? Winsorized)
{
    public double? Mean => Count > 0 ? Sum / Count : null;
}
