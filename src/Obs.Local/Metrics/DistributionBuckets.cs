using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Obs.Local.Metrics;

/// <summary>Counts values in buckets a thousandth of their value wide.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class DistributionBuckets
{
    // A double is sign, exponent, mantissa: without its low bits it is the number of a bucket, and buckets of values that are not negative
    // are in their order. Ten bits of the mantissa stay.
    private const int DroppedBits = 42;

    private readonly Dictionary<long, double> _counts = [];

    public void Add(IEnumerable<(double Value, double Count)> pairs)
    {
        foreach ((double value, double count) in pairs)
        {
            Add(value, count);
        }
    }

    /// <summary>Adds the values in the bytes, or where there are none the one value.</summary>
    public void Add(double value, double count, ReadOnlySpan<byte> distribution)
    {
        if (distribution.IsEmpty)
        {
            Add(value, count);
        }

        for (; distribution.Length >= DistributionBytes.PairSize; distribution = distribution[DistributionBytes.PairSize..])
        {
            Add(
                BinaryPrimitives.ReadDoubleLittleEndian(distribution),
                BinaryPrimitives.ReadDoubleLittleEndian(distribution[sizeof(double)..]));
        }
    }

    /// <summary>The middle of each bucket, within these bounds, and its count.</summary>
    public IEnumerable<(double Value, double Count)> Read(double min, double max) =>
        _counts.Select(bucket => (Math.Clamp(Middle(bucket.Key), min, max), bucket.Value));

    private static double Middle(long bucket) =>
        bucket == 0 ? 0 : BitConverter.Int64BitsToDouble((bucket << DroppedBits) + (1L << (DroppedBits - 1)));

    private void Add(double value, double count) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, BitConverter.DoubleToInt64Bits(value) >> DroppedBits, out _) += count;
}
