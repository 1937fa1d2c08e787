namespace Obs.Local.Explain.Statistics;

/// <summary>The rank-sum test of Wilcoxon, Mann and Whitney: how likely it is that two groups of numbers differ this much in their
/// order.</summary>
/// <remarks>It asks nothing of how the numbers are distributed, which for latencies matters. Normal approximation with ties and continuity
/// corrected.</remarks>
internal static class RankSum
{
    /// <returns>The two-sided probability, 0 to 1, of a difference at least this large where there is none.</returns>
    public static double Probability(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double total = first.Count + second.Count;
        if (first.Count == 0 || second.Count == 0)
        {
            return 1;
        }

        (double rankSum, double ties) = Rank(first, second);
        double pairs = (double)first.Count * second.Count;
        double deviation = Math.Abs(rankSum - (first.Count * (first.Count + 1) / 2.0) - (pairs / 2)) - 0.5;
        double variance = pairs / 12 * (total + 1 - (ties / (total * (total - 1))));
        return variance <= 0 || deviation <= 0 ? 1 : Math.Min(1, NormalTail.TwoSided(deviation / Math.Sqrt(variance)));
    }

    private static (double RankSum, double Ties) Rank(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        (double Value, bool IsFirst)[] all =
            [.. first.Select(static value => (value, true)), .. second.Select(static value => (value, false))];
        Array.Sort(all, static (left, right) => left.Value.CompareTo(right.Value));
        double sum = 0;
        double ties = 0;
        for (int start = 0; start < all.Length;)
        {
            int end = start;
            int ofFirst = 0;
            while (end < all.Length && all[end].Value.Equals(all[start].Value))
            {
                ofFirst += all[end++].IsFirst ? 1 : 0;
            }

            double same = end - start;
            sum += ofFirst * (start + end + 1) / 2.0; // Ranks count from 1; equal values share their mean.
            ties += (same * same * same) - same;
            start = end;
        }

        return (sum, ties);
    }
}
