using Obs.Local.Metrics;

namespace Obs.Local.Runs;

/// <summary>Whether two runs differ by more than chance would make them, at 99 in 100; null where there is too little to tell.</summary>
internal static class Significance
{
    private const double Z99 = 2.576; // What 99 in 100 of a normal distribution lie within.
    private const double LeastExpected = 5; // Below that the normal distribution is no stand-in for the binomial one.

    /// <summary>Two shares, by the test of two proportions.</summary>
    public static bool? OfShares(double first, double firstOf, double second, double secondOf)
    {
        if (firstOf <= 0 || secondOf <= 0)
        {
            return null;
        }

        double pooled = (first + second) / (firstOf + secondOf);
        if (pooled is <= 0 or >= 1)
        {
            return false;
        }

        double smaller = Math.Min(firstOf, secondOf);
        double error = Math.Sqrt(pooled * (1 - pooled) * ((1 / firstOf) + (1 / secondOf)));
        return smaller * Math.Min(pooled, 1 - pooled) < LeastExpected
            ? null
            : Math.Abs((first / firstOf) - (second / secondOf)) > Z99 * error;
    }

    /// <summary>Two percentiles: they differ when the intervals in which each lies, by the ranks beside it, have nothing in
    /// common.</summary>
    public static bool? OfPercentiles(MetricBucket first, MetricBucket second, double percent) =>
        Interval(first, percent) is { } one && Interval(second, percent) is { } other ? one.High < other.Low || other.High < one.Low : null;

    private static (double Low, double High)? Interval(MetricBucket bucket, double percent)
    {
        double share = percent / 100;
        double spread = Z99 * Math.Sqrt(bucket.Count * share * (1 - share));
        double rank = bucket.Count * share;
        return rank - spread < 1 || rank + spread > bucket.Count ? null
            : bucket.Percentile((rank - spread) / bucket.Count * 100) is { } low
                && bucket.Percentile((rank + spread) / bucket.Count * 100) is { } high
                ? (low, high)
            : null;
    }
}
