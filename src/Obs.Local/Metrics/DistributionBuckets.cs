using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Obs.Local.Metrics;

/// <summary>Counts values in buckets a thousandth of their value wide.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class DistributionBuckets
{
    // A double is sign, exponent, mantissa: without its low bits it is the number of a bucket, and buckets of values that are not negative
    // are in their order. Ten bits of the mantissa stay, so that a page holds what lies between a power of two and the next.
    private const int DroppedBits = 42;
    private const int PageBits = 10;
    private const int PageSize = 1 << PageBits;

    private readonly Dictionary<long, double[]> _pages = [];
    private double[] _page = [];
    private long _pageNumber = long.MinValue;

    public void Add(IEnumerable<(double Value, double Count)> pairs)
    {
        foreach ((double value, double count) in pairs)
        {
            Add(value, count);
        }
    }

    /// <summary>Adds the values in the bytes, or where there are none the one value.</summary>
    /// <remarks>Compiled for good at once: the first view of many values would have been read by the time the runtime does it by
    /// itself.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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

    /// <summary>The middle of each bucket, within these bounds, and its count; in the order of the values.</summary>
    public IEnumerable<(double Value, double Count)> Read(double min, double max) =>
        from page in _pages.OrderBy(static page => page.Key)
        from bucket in Enumerable.Range(0, PageSize)
        where page.Value[bucket] > 0
        select (Math.Clamp(Middle((page.Key << PageBits) + bucket), min, max), page.Value[bucket]);

    private static double Middle(long bucket) =>
        bucket == 0 ? 0 : BitConverter.Int64BitsToDouble((bucket << DroppedBits) + (1L << (DroppedBits - 1)));

    private void Add(double value, double count)
    {
        long bucket = BitConverter.DoubleToInt64Bits(value) >> DroppedBits;
        if (bucket >> PageBits != _pageNumber)
        {
            Turn(bucket >> PageBits);
        }

        _page[bucket & (PageSize - 1)] += count;
    }

    private void Turn(long number)
    {
        if (!_pages.TryGetValue(number, out double[]? page))
        {
            _pages.Add(number, page = new double[PageSize]);
        }

        (_pageNumber, _page) = (number, page);
    }
}
