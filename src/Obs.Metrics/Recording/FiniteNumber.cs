namespace Obs.Metrics;

/// <summary>Sums that have outgrown a double, in the nearest number that others can read.</summary>
internal static class FiniteNumber
{
    public static double Of(double value) => double.IsNaN(value) ? 0 : Math.Clamp(value, double.MinValue, double.MaxValue);
}
