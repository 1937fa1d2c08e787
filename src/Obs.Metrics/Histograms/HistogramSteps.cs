namespace Obs.Metrics;

/// <summary>Walks over a <see cref="Histogram"/> in steps of equal width, of growing width, or of percentiles, as the other implementations
/// do.</summary>
/// <remarks>A value belongs to the first step that reaches into its slot. Not safe while the histogram is recorded into.</remarks>
public static class HistogramSteps
{
    /// <summary>Steps of equal width, from 0 until everything is covered.</summary>
    /// <param name="histogram">What to walk over.</param>
    /// <param name="width">The width of a step, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is below 1.</exception>
    public static IEnumerable<HistogramStep> Linear(this Histogram histogram, long width)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        return Walk(histogram, width, level => level + width);
    }

    /// <summary>Steps each of which reaches further than the last by a factor.</summary>
    /// <param name="histogram">What to walk over.</param>
    /// <param name="firstWidth">The width of the first step, 1 or more.</param>
    /// <param name="factor">How much further each step reaches, above 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static IEnumerable<HistogramStep> Logarithmic(this Histogram histogram, long firstWidth, double factor)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(factor, 1);
        return Walk(histogram, firstWidth, level => level * factor);
    }

    /// <summary>Steps of percentiles, finer with every halving of the distance to 100.</summary>
    /// <param name="histogram">What to walk over.</param>
    /// <param name="stepsPerHalf">Steps until half of the remaining distance is covered, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="stepsPerHalf"/> is below 1.</exception>
    public static IEnumerable<HistogramStep> Percentiles(this Histogram histogram, int stepsPerHalf)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerHalf, 1);
        return WalkPercentiles(histogram, stepsPerHalf);
    }

    private static IEnumerable<HistogramStep> Walk(Histogram histogram, double firstEnd, Func<double, double> next)
    {
        long total = histogram.TotalCount;
        double end = firstEnd;
        long seen = 0;
        using IEnumerator<HistogramSlot> slots = histogram.RecordedSlots.GetEnumerator();
        bool hasSlot = slots.MoveNext();
        double last = total == 0 ? 0 : (double)histogram.Max + 1;
        while (seen < total || end < last)
        {
            long value = end >= long.MaxValue ? long.MaxValue : (long)end - 1;
            long before = seen;
            while (hasSlot && slots.Current.Lowest <= value)
            {
                seen += slots.Current.Count;
                hasSlot = slots.MoveNext();
            }

            yield return new HistogramStep(value, seen - before, seen, 100.0 * seen / total);
            end = next(end);
        }
    }

    private static IEnumerable<HistogramStep> WalkPercentiles(Histogram histogram, int stepsPerHalf)
    {
        long total = histogram.TotalCount;
        double level = 0;
        long seen = 0;
        long reported = 0;
        foreach (HistogramSlot slot in histogram.RecordedSlots)
        {
            seen += slot.Count;
            while (100.0 * seen / total >= level && reported < total)
            {
                yield return new HistogramStep(slot.Highest, seen - reported, seen, level);
                reported = seen;
                level += 100.0 / (stepsPerHalf * Math.ScaleB(1, (int)Math.Log2(100 / (100 - level)) + 1));
            }
        }

        if (total > 0)
        {
            yield return new HistogramStep(histogram.Max, 0, total, 100);
        }
    }
}
