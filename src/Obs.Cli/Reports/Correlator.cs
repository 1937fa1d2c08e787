using MathNet.Numerics.Distributions;

namespace Obs.Cli.Reports;

/// <summary>Sets every business metric against every system metric.</summary>
internal static class Correlator
{
    /// <summary>The fewest steps of which a correlation says anything.</summary>
    public const int FewestSteps = 10;

    private const double Level = 0.05;

    /// <summary>Every pair of which both vary over enough common steps, the strongest first.</summary>
    public static IReadOnlyList<Correlation> Correlate(IReadOnlyList<TimedSeries> series)
    {
        Correlation[] pairs =
        [
            .. from business in series.Where(static one => one.IsBusiness)
               from system in series.Where(static one => !one.IsBusiness)
               let pair = Correlate(business, system)
               where pair is not null
               select pair,
        ];
        return [.. pairs
            .Select(pair => pair with { IsSignificant = pair.SpearmanP < Level / pairs.Length })
            .OrderByDescending(static pair => Math.Abs(pair.Spearman))
            .ThenBy(static pair => pair.Business, StringComparer.Ordinal)
            .ThenBy(static pair => pair.System, StringComparer.Ordinal)];
    }

    private static Correlation? Correlate(TimedSeries business, TimedSeries system)
    {
        int[] common =
            [.. Enumerable.Range(0, business.Values.Length).Where(
                step => !double.IsNaN(business.Values[step]) && !double.IsNaN(system.Values[step]))];
        double[] left = [.. common.Select(step => business.Values[step])];
        double[] right = [.. common.Select(step => system.Values[step])];
        if (common.Length < FewestSteps || !Varies(left) || !Varies(right))
        {
            return null;
        }

        double pearson = MathNet.Numerics.Statistics.Correlation.Pearson(left, right);
        double spearman = MathNet.Numerics.Statistics.Correlation.Spearman(left, right);
        return new Correlation(
            business.Name, system.Name, common.Length, pearson, Chance(pearson, common.Length), spearman, Chance(spearman, common.Length),
            IsSignificant: false);
    }

    private static bool Varies(double[] values) => values.Any(value => value != values[0]);

    /// <summary>Two-sided, by Student's t with two degrees less than there are steps.</summary>
    private static double Chance(double correlation, int steps)
    {
        double left = 1 - (correlation * correlation);
        return left <= 0 ? 0 : 2 * StudentT.CDF(0, 1, steps - 2, -Math.Abs(correlation) * Math.Sqrt((steps - 2) / left));
    }
}
