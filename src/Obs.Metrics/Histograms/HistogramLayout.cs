using System.Numerics;

namespace Obs.Metrics;

/// <summary>Which slot counts which values: the published HdrHistogram arrangement.</summary>
/// <remarks>
/// Bucket 0 is linear: <c>2 × HalfCount</c> slots of one unit each. Every further bucket doubles the width of its slots and
/// needs only its upper half, because the lower half is what the bucket before it covers more finely. One numbering runs
/// through all of them, so that a layout that reaches higher numbers the slots of a lower one alike.
/// </remarks>
internal sealed class HistogramLayout
{
    public const int MinDigits = 1;
    public const int MaxDigits = 5;

    /// <summary>More slots than any layout has: 47 buckets of five digits, from 1 to the end of a long.</summary>
    public const int MaxLength = 1 << 23;

    // The units above bit 61 would shift the slot count out of a long.
    private const int LargestShift = 61;

    public HistogramLayout(long lowest, long highest, int digits)
    {
        if (WhyNot(lowest, highest, digits) is { } reason)
        {
            throw new ArgumentException(reason);
        }

        Lowest = lowest;
        Highest = highest;
        Digits = digits;
        UnitMagnitude = BitOperations.Log2((ulong)lowest);
        HalfMagnitude = HalfMagnitudeOf(digits);
        HalfCount = 1 << HalfMagnitude;
        Mask = ((2L * HalfCount) - 1) << UnitMagnitude;
        BucketCount = BucketsFor(highest);
        Length = (BucketCount + 1) << HalfMagnitude;
    }

    public long Lowest { get; }

    public long Highest { get; }

    public int Digits { get; }

    public int UnitMagnitude { get; }

    /// <summary>Base-two logarithm of <see cref="HalfCount"/>.</summary>
    public int HalfMagnitude { get; }

    /// <summary>Slots in the upper half of a bucket: the finest relative step is one in this many.</summary>
    public int HalfCount { get; }

    public int BucketCount { get; }

    /// <summary>How many slots there are.</summary>
    public int Length { get; }

    private long Mask { get; }

    /// <summary>What is wrong with a range and precision; null when nothing is.</summary>
    public static string? WhyNot(long lowest, long highest, int digits) => (lowest, highest, digits) switch
    {
        (_, _, < MinDigits or > MaxDigits) => $"significant digits must be {MinDigits} to {MaxDigits}; found {digits}.",
        ( < 1, _, _) => $"the lowest trackable value must be 1 or more; found {lowest}.",
        _ when highest / 2 < lowest =>
            $"the highest trackable value must be at least twice the lowest, {lowest}; found {highest}.",
        _ when BitOperations.Log2((ulong)lowest) + HalfMagnitudeOf(digits) > LargestShift =>
            $"{digits} significant digits cannot be kept of values from {lowest} on.",
        _ => null,
    };

    /// <summary>The slot of <paramref name="value"/>, which may lie beyond <see cref="Length"/>; the value is not negative.</summary>
    public int IndexOf(long value)
    {
        int bucket = 63 - UnitMagnitude - HalfMagnitude - BitOperations.LeadingZeroCount((ulong)(value | Mask));
        int inBucket = (int)(value >>> (bucket + UnitMagnitude));
        return ((bucket + 1) << HalfMagnitude) + inBucket - HalfCount;
    }

    /// <summary>The lowest value that slot <paramref name="index"/> counts.</summary>
    public long LowestAt(int index)
    {
        int bucket = BucketOf(index);
        long inBucket = index - ((long)bucket << HalfMagnitude);
        return inBucket << (bucket + UnitMagnitude);
    }

    /// <summary>How many values slot <paramref name="index"/> counts as one.</summary>
    public long WidthAt(int index) => 1L << (BucketOf(index) + UnitMagnitude);

    public long HighestAt(int index) => LowestAt(index) + (WidthAt(index) - 1);

    public long MedianAt(int index) => LowestAt(index) + (WidthAt(index) >> 1);

    /// <summary>The same slots, going on at least until <paramref name="value"/>.</summary>
    public HistogramLayout ReachingTo(long value)
    {
        int last = ((BucketsFor(value) + 1) << HalfMagnitude) - 1;
        return new HistogramLayout(Lowest, Math.Max(HighestAt(last), 2 * Lowest), Digits);
    }

    /// <summary>Whether both number their slots alike, as far as both reach.</summary>
    public bool NumbersLike(HistogramLayout other) =>
        UnitMagnitude == other.UnitMagnitude && HalfMagnitude == other.HalfMagnitude;

    private static int HalfMagnitudeOf(int digits)
    {
        // Twice, because a value of the smallest bucket must be told from its neighbour to one part in 10^digits.
        long largestValueToTellApart = 2 * (long)Math.Pow(10, digits);
        return BitOperations.Log2((ulong)largestValueToTellApart - 1);
    }

    private int BucketOf(int index) => Math.Max((index >> HalfMagnitude) - 1, 0);

    private int BucketsFor(long value)
    {
        int buckets = 1;
        long firstBeyond = (2L * HalfCount) << UnitMagnitude;
        while (firstBeyond <= value)
        {
            buckets++;
            if (firstBeyond > long.MaxValue / 2)
            {
                break;
            }

            firstBeyond <<= 1;
        }

        return buckets;
    }
}
