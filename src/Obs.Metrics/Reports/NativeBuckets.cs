namespace Obs.Metrics;

/// <summary>Buckets as native histograms of Prometheus have them: bounds at powers of 2^(2^-schema), as fine as their number
/// allows.</summary>
/// <remarks>A coarser schema keeps every second bound of a finer one. A bucket of the HdrHistogram belongs where its middle lies. One
/// distribution after another in the same room; not safe for use by several threads.</remarks>
internal sealed class NativeBuckets
{
    private const int FinestSchema = 3;
    private const int CoarsestSchema = -4;

    // A distribution reaches over 63 powers of two at most, which schema 0 covers with as many buckets.
    private const int MaxBuckets = 80;

    // Where a power of two is divided by the finest schema.
    private static readonly double[] Bounds = [.. Enumerable.Range(0, 1 << FinestSchema).Select(static i => BoundOf(i, FinestSchema))];

    private readonly long[] _counts = new long[MaxBuckets];
    private int _length;
    private int _schema;

    /// <summary>How many measurements are zero.</summary>
    public long ZeroCount { get; private set; }

    /// <summary>The number of the first bucket.</summary>
    public int First { get; private set; }

    /// <summary>How many measurements each bucket holds, from the first on.</summary>
    public ReadOnlySpan<long> Counts => _counts.AsSpan(0, _length);

    public void Take(HistogramSnapshot distribution)
    {
        ZeroCount = 0;
        (double lowest, double highest) = EndsOf(distribution);
        _schema = FinestSchema;
        while (_schema > CoarsestSchema && IndexOf(highest) - IndexOf(lowest) >= MaxBuckets)
        {
            _schema--;
        }

        First = highest > 0 ? IndexOf(lowest) : 0;
        _length = highest > 0 ? IndexOf(highest) - First + 1 : 0;
        _counts.AsSpan(0, _length).Clear();
        var reader = new CountsReader(distribution.EncodedCounts.Span);
        while (reader.MoveNext())
        {
            double value = distribution.Scale.ValueAt(reader.Slot);
            if (value <= 0)
            {
                ZeroCount += reader.Count;
            }
            else
            {
                _counts[IndexOf(value) - First] += reader.Count;
            }
        }
    }

    /// <summary>The bucket of a value above zero: the first whose bound is not below it.</summary>
    public int IndexOf(double value)
    {
        // Exponent and mantissa as they stand in a double: a logarithm for each bucket of each series was most of an answer's time.
        int exponent = Math.ILogB(value);
        double mantissa = Math.ScaleB(value, -exponent);
        if (_schema <= 0)
        {
            int doublings = 1 << -_schema;
            return (exponent + (mantissa > 1 ? doublings : doublings - 1)) >> -_schema;
        }

        int step = 1 << (FinestSchema - _schema);
        int place = 0;
        for (int bound = 0; bound < Bounds.Length && Bounds[bound] < mantissa; bound += step)
        {
            place++;
        }

        return (exponent << _schema) + place;
    }

    /// <summary>The upper bound of a bucket, inclusive.</summary>
    public double BoundOf(int index) => BoundOf(index, _schema);

    /// <summary>The number that the bound of a bucket has among those of the finest schema.</summary>
    public int FinestOf(int index) => index << (FinestSchema - _schema);

    private static double BoundOf(int index, int schema) => Math.Pow(2, index * Math.ScaleB(1, -schema));

    private static (double Lowest, double Highest) EndsOf(HistogramSnapshot distribution)
    {
        int first = 0;
        int last = 0;
        var reader = new CountsReader(distribution.EncodedCounts.Span);
        while (reader.MoveNext())
        {
            first = distribution.Scale.ValueAt(first) > 0 ? first : reader.Slot;
            last = reader.Slot;
        }

        return (distribution.Scale.ValueAt(first), distribution.Scale.ValueAt(last));
    }
}
