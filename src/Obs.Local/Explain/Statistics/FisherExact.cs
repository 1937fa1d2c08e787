namespace Obs.Local.Explain.Statistics;

/// <summary>Fisher's exact test: how likely it is that two groups differ this much in how many of them have something.</summary>
/// <remarks>Two-sided: tables no more probable than the one seen are added up. Exact for every size, the small ones included.</remarks>
internal static class FisherExact
{
    private const double Tie = 1 + 1e-7; // Two tables as probable as each other differ in their last digits.

    /// <param name="firstWith">Members of the first group that have it.</param>
    /// <param name="first">Size of the first group.</param>
    /// <param name="secondWith">Members of the second group that have it.</param>
    /// <param name="second">Size of the second group.</param>
    /// <returns>The probability, 0 to 1, of a difference at least this large where there is none.</returns>
    public static double Probability(int firstWith, int first, int secondWith, int second)
    {
        double[] logs = LogFactorials(first + second);
        int with = firstWith + secondWith;
        double margins = logs[first] + logs[second] + logs[with] + logs[first + second - with] - logs[first + second];
        double seen = Table(firstWith) * Tie;
        double sum = 0;
        for (int count = Math.Max(0, with - second); count <= Math.Min(first, with); count++)
        {
            double probability = Table(count);
            sum += probability <= seen ? probability : 0;
        }

        return Math.Min(1, sum);

        double Table(int count) => Math.Exp(
            margins - logs[count] - logs[first - count] - logs[with - count] - logs[second - with + count]);
    }

    private static double[] LogFactorials(int most)
    {
        double[] logs = new double[most + 1];
        for (int number = 2; number <= most; number++)
        {
            logs[number] = logs[number - 1] + Math.Log(number);
        }

        return logs;
    }
}
