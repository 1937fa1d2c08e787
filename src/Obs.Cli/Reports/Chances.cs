using MathNet.Numerics.Distributions;

namespace Obs.Cli.Reports;

/// <summary>How likely two numbers of two periods lie as far apart as they do if nothing had changed. All are two-sided.</summary>
internal static class Chances
{
    // Of fewer than that, beyond a percentile or not, the normal distribution says nothing.
    private const double FewestExpected = 5;

    /// <summary>Of two counts over two lengths of time: given their sum, either is binomial. Null where nothing was counted.</summary>
    public static double? OfCounts(long before, double beforeSeconds, long after, double afterSeconds)
    {
        long all = before + after;
        if (all is 0 or > int.MaxValue || !(beforeSeconds > 0 && afterSeconds > 0))
        {
            return null;
        }

        double share = beforeSeconds / (beforeSeconds + afterSeconds);
        double atMost = Binomial.CDF(share, (int)all, before);
        double atLeast = before == 0 ? 1 : 1 - Binomial.CDF(share, (int)all, before - 1);
        return Math.Clamp(2 * Math.Min(atMost, atLeast), 0, 1);
    }

    /// <summary>Of two shares, by the normal distribution with Yates' correction. Null where too few are expected on either side.</summary>
    public static double? OfShares(long before, long beforeAll, long after, long afterAll)
    {
        double share = beforeAll + afterAll == 0 ? 0 : (double)(before + after) / (beforeAll + afterAll);
        if (share is 0 or 1)
        {
            return beforeAll > 0 && afterAll > 0 ? 1 : null;
        }

        if (Math.Min(beforeAll, afterAll) * Math.Min(share, 1 - share) < FewestExpected)
        {
            return null;
        }

        double inverse = (1.0 / beforeAll) + (1.0 / afterAll);
        double apart = Math.Abs(((double)before / beforeAll) - ((double)after / afterAll));
        double standard = Math.Max(apart - (inverse / 2), 0) / Math.Sqrt(share * (1 - share) * inverse);
        return 2 * Normal.CDF(0, 1, -standard);
    }
}
