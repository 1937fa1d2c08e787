namespace Obs.Metrics;

/// <summary>The rank rule: the nearest rank, rounded up, as the Java and JavaScript implementations have it.</summary>
internal static class Rank
{
    /// <summary>Which of <paramref name="total"/> sorted values answers for a percentile, counted from 1.</summary>
    public static long Of(double percentile, long total)
    {
        // One step down first: 99.9 * 1000 / 100 is a hair above 999, and must not become rank 1000.
        double asked = Math.Clamp(double.IsNaN(percentile) ? 100 : Math.BitDecrement(percentile), 0, 100);
        double rank = Math.Ceiling(asked * total / 100);
        return rank >= total ? Math.Max(total, 1) : Math.Max((long)rank, 1);
    }
}
