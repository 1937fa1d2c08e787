namespace Obs.Local.Explain;

/// <summary>Divides traces into the slow ones and the typical ones.</summary>
/// <remarks>
/// By percentile the slow ones are those above it and the typical ones the middle half by duration; by span they are those inside and
/// outside it. The same traces are always divided the same way.
/// </remarks>
internal sealed class PopulationSplit
{
    private static readonly double[] Percentiles = [99.9, 99, 95, 90, 75];

    public PopulationSplit(IEnumerable<Candidate> candidates, ExplainCriterion criterion)
    {
        Candidate[] all = [.. candidates.OrderBy(static trace => trace.Seconds).ThenBy(static trace => trace.Id, StringComparer.Ordinal)];
        Count = all.Length;
        if (criterion.Span is { } span)
        {
            Slow = [.. all.Where(trace => trace.Start >= span.From && trace.Start < span.To)];
            Typical = [.. all.Where(trace => trace.Start < span.From || trace.Start >= span.To)];
            return;
        }

        int slow = Above(criterion.Percentile, all.Length);
        Slow = all[^slow..];
        Typical = all[(all.Length / 4)..Math.Max(all.Length / 4, Math.Min(all.Length - slow, all.Length - (all.Length / 4)))];
    }

    public int Count { get; }

    /// <summary>By duration, the fastest first.</summary>
    public IReadOnlyList<Candidate> Slow { get; }

    /// <summary>By duration, the fastest first.</summary>
    public IReadOnlyList<Candidate> Typical { get; }

    /// <summary>The highest usual percentile that has so many traces above it; null when none has.</summary>
    public static double? PercentileWith(int slow, int count) =>
        Percentiles.Where(percentile => Above(percentile, count) >= slow).Select(static percentile => (double?)percentile).FirstOrDefault();

    /// <summary>So many at most, evenly over the whole list.</summary>
    public static List<Candidate> Sample(IReadOnlyList<Candidate> traces, int most) => traces.Count <= most
        ? [.. traces]
        : [.. Enumerable.Range(0, most).Select(index => traces[(int)((long)index * traces.Count / most)])];

    private static int Above(double percentile, int count) =>
        Math.Min(count, (int)Math.Ceiling((count * (100 - percentile) / 100) - 1e-9)); // 1 % of 100 is 1, whatever its last bits say.
}
