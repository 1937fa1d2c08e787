namespace Obs.Local.Explain.Statistics;

/// <summary>Holm's correction: after many comparisons, the chance that any one finding below a bound is a coincidence stays below that
/// bound.</summary>
internal static class Holm
{
    /// <summary>The corrected probabilities, in the order of the given ones.</summary>
    public static double[] Correct(IReadOnlyList<double> probabilities)
    {
        int[] order = [.. Enumerable.Range(0, probabilities.Count).OrderBy(index => probabilities[index])];
        double[] corrected = new double[order.Length];
        double worst = 0;
        for (int rank = 0; rank < order.Length; rank++)
        {
            worst = Math.Max(worst, Math.Min(1, probabilities[order[rank]] * (order.Length - rank)));
            corrected[order[rank]] = worst;
        }

        return corrected;
    }
}
