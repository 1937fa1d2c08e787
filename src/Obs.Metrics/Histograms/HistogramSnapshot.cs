namespace Obs.Metrics;

/// <summary>The distribution of the measurements of one series in one window, in the unit of the instrument. Immutable.</summary>
/// <remarks>
/// Kept as the counts of an HdrHistogram in its V2 encoding, usually a few hundred bytes. A percentile is within half a bucket
/// of the exact nearest-rank value (0.4 % at two significant digits), also after any number of merges.
/// Thread safety: every member may be called from any thread.
/// </remarks>
public sealed class HistogramSnapshot
{
    internal HistogramSnapshot(ValueScale scale, SlotCounts counts, SeriesTotals totals)
    {
        Scale = scale;
        EncodedCounts = CountsCodec.Encode(counts, out int slots);
        BucketCount = slots;
        Totals = totals;
    }

    /// <summary>How many measurements there are.</summary>
    public long Count => Totals.Count;

    /// <summary>The exact sum of all measurements.</summary>
    public double Sum => Totals.Sum;

    /// <summary>The exact lowest measurement; 0 when there is none.</summary>
    public double Min => Totals.Min;

    /// <summary>The exact highest measurement; 0 when there is none.</summary>
    public double Max => Totals.Max;

    /// <summary>The exact mean; 0 when there is no measurement.</summary>
    public double Mean => Count == 0 ? 0 : Sum / Count;

    /// <summary>How many buckets hold something.</summary>
    public int BucketCount { get; }

    /// <summary>The buckets that hold something, by rising value.</summary>
    public HistogramBuckets Buckets => new(this);

    /// <summary>What 1 means in <see cref="ToHistogram"/>, in the unit of the instrument: a power of two.</summary>
    public double HistogramUnit => Scale.Unit;

    internal ValueScale Scale { get; }

    internal ReadOnlyMemory<byte> EncodedCounts { get; }

    internal SeriesTotals Totals { get; }

    /// <summary>The distribution of the given values, at two significant digits. Negative values, NaN and infinities are left
    /// out.</summary>
    public static HistogramSnapshot FromValues(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var accumulator = new SnapshotAccumulator();
        foreach (double value in values)
        {
            accumulator.Record(value);
        }

        return accumulator.ToSnapshot();
    }

    /// <summary>One distribution of all measurements of several; never an average of percentiles.</summary>
    /// <remarks>Sum, minimum, maximum and count stay exact. Should precision or scale differ, the first snapshot's is used.</remarks>
    public static HistogramSnapshot Merge(IEnumerable<HistogramSnapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        using var accumulator = new SnapshotAccumulator();
        foreach (HistogramSnapshot snapshot in snapshots)
        {
            accumulator.Add(snapshot);
        }

        return accumulator.ToSnapshot();
    }

    /// <summary>The value at or below which <paramref name="percentile"/> percent of the measurements lie; 0 when there is none.</summary>
    /// <param name="percentile">0 to 100; what lies outside is taken as the nearer end. 0 gives the minimum, 100 the maximum.</param>
    public double ValueAtPercentile(double percentile)
    {
        Span<double> value = stackalloc double[1];
        ValuesAtPercentiles([percentile], value);
        return value[0];
    }

    /// <summary>The values at several percentiles in one pass over the buckets.</summary>
    /// <param name="percentiles">Each 0 to 100, in rising order.</param>
    /// <param name="values">Takes one value for each percentile.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is shorter than <paramref name="percentiles"/>.</exception>
    public void ValuesAtPercentiles(ReadOnlySpan<double> percentiles, Span<double> values) =>
        PercentileWalk.Find(new CountsReader(EncodedCounts.Span), Totals, Scale, percentiles, values);

    /// <summary>The same counts as an HdrHistogram of whole numbers, each standing for <see cref="HistogramUnit"/>.</summary>
    public Histogram ToHistogram()
    {
        var counts = new CountsReader(EncodedCounts.Span);
        int last = 0;
        while (counts.MoveNext())
        {
            last = counts.Slot;
        }

        var histogram = new Histogram(Scale.LayoutUpTo(last), isAutoRanging: true);
        counts = new CountsReader(EncodedCounts.Span);
        while (counts.MoveNext())
        {
            histogram.TryRestore(counts.Slot, counts.Count);
        }

        return histogram;
    }
}
