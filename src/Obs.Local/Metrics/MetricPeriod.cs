namespace Obs.Local.Metrics;

/// <summary>The periods that CloudWatch knows.</summary>
internal static class MetricPeriod
{
    public const string Known = "1, 5, 10, 20, 30 or a multiple of 60";

    public static bool IsKnown(double seconds) => seconds is 1 or 5 or 10 or 20 or 30 || (seconds > 0 && seconds % 60 == 0);
}
