using System.Buffers;

namespace Obs.Insights.Aggregation;

/// <summary>The numbers of one group: all of them up to a bound, from there on as counts in buckets 1/1024 of their value wide.</summary>
internal sealed class PercentileValues
{
    public const int ExactBound = 8_192;

    // A double's bits order like its value; without the lower 42 of 52 bits of its fraction it numbers log-linear buckets.
    private const int BucketShift = 42;

    private const int FirstCapacity = 16;

    // Rented: thousands of groups grow one after the other, each through the arrays that the one before has outgrown.
    private double[]? _values = ArrayPool<double>.Shared.Rent(FirstCapacity);
    private Dictionary<int, long>? _buckets;
    private bool _isSorted;

    public long Count { get; private set; }

    public long SizeBytes => _values is not null ? 8L * _values.Length : 40L * _buckets!.Count;

    public void Add(double value)
    {
        if (_values is null)
        {
            AddToBucket(BucketOf(value), 1);
        }
        else if (Count < ExactBound)
        {
            if (Count == _values.Length)
            {
                Grow((int)Count * 2);
            }

            _values[Count] = value;
            _isSorted = false;
        }
        else
        {
            Approximate();
            AddToBucket(BucketOf(value), 1);
        }

        Count++;
    }

    public void Add(PercentileValues other)
    {
        if (other._values is not null)
        {
            foreach (double value in other._values.AsSpan(0, (int)other.Count))
            {
                Add(value);
            }

            other.Return();
            return;
        }

        Approximate();
        foreach ((int bucket, long count) in other._buckets!)
        {
            AddToBucket(bucket, count);
        }

        Count += other.Count;
    }

    /// <summary>The value of the nearest rank: the smallest that at least this percentage of all values does not exceed.</summary>
    public double ValueAt(double percent)
    {
        // The subtrahend takes back what 99.9 * n / 100 is too large by.
        long rank = Math.Clamp((long)Math.Ceiling((percent * Count / 100) - 1e-9), 1, Count);
        if (_values is not null)
        {
            Sort();
            return _values[rank - 1];
        }

        foreach ((int bucket, long count) in _buckets!.OrderBy(static b => b.Key))
        {
            rank -= count;
            if (rank <= 0)
            {
                return MiddleOf(bucket);
            }
        }

        return double.NaN;
    }

    private static int BucketOf(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value + 0.0) >> BucketShift; // -0 is 0.
        return (int)(value < 0 ? bits ^ (long.MaxValue >> BucketShift) : bits);
    }

    private static double MiddleOf(int bucket)
    {
        long bits = bucket < 0 ? bucket ^ (long.MaxValue >> BucketShift) : bucket;
        return BitConverter.Int64BitsToDouble((bits << BucketShift) | (1L << (BucketShift - 1)));
    }

    private void Sort()
    {
        if (!_isSorted)
        {
            Array.Sort(_values!, 0, (int)Count);
            _isSorted = true;
        }
    }

    private void Approximate()
    {
        if (_values is not { } values)
        {
            return;
        }

        _buckets = [];
        foreach (double value in values.AsSpan(0, (int)Count))
        {
            AddToBucket(BucketOf(value), 1);
        }

        Return();
    }

    private void Grow(int capacity)
    {
        double[] larger = ArrayPool<double>.Shared.Rent(capacity);
        _values.AsSpan(0, (int)Count).CopyTo(larger);
        Return();
        _values = larger;
    }

    private void Return()
    {
        ArrayPool<double>.Shared.Return(_values!);
        _values = null;
    }

    private void AddToBucket(int bucket, long count) => _buckets![bucket] = _buckets.GetValueOrDefault(bucket) + count;
}
