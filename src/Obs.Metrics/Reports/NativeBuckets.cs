namespace Obs.Metrics;

/// <summary>Buckets as native histograms of Prometheus have them: bounds at powers of 2^(2^-schema), as fine as their number
/// allows.</summary>
/// <remarks>A coarser schema keeps every second bound of a finer one. A bucket of the HdrHistogram belongs where its middle lies.</remarks>
internal sealed class NativeBuckets
{
    private const int FinestSchema = 3;
    private const int CoarsestSchema = -4;
    private const int MaxBuckets = 80;

    private readonly int _schema;

    public NativeBuckets(HistogramSnapshot distribution)
    {
        double lowest = 0;
        double highest = 0;
        foreach (HistogramBucket bucket in distribution.Buckets)
        {
            lowest = lowest == 0 ? bucket.Value : lowest;
            highest = bucket.Value;
        }

        _schema = FinestSchema;
        while (_schema > CoarsestSchema && IndexOf(highest) - IndexOf(lowest) >= MaxBuckets)
        {
            _schema--;
        }

        First = highest > 0 ? IndexOf(lowest) : 0;
        Counts = new long[highest > 0 ? IndexOf(highest) - First + 1 : 0];
        foreach (HistogramBucket bucket in distribution.Buckets)
        {
            if (bucket.Value <= 0)
            {
                ZeroCount += bucket.Count;
            }
            else
            {
                Counts[IndexOf(bucket.Value) - First] += bucket.Count;
            }
        }
    }

    /// <summary>How many measurements are zero.</summary>
    public long ZeroCount { get; }

    /// <summary>The number of the first bucket.</summary>
    public int First { get; }

    /// <summary>How many measurements each bucket holds, from the first on.</summary>
    public long[] Counts { get; }

    /// <summary>The bucket of a value above zero.</summary>
    public int IndexOf(double value) => (int)Math.Ceiling(Math.Log2(value) * Math.ScaleB(1, _schema));

    /// <summary>The upper bound of a bucket, inclusive.</summary>
    public double BoundOf(int index) => Math.Pow(2, index * Math.ScaleB(1, -_schema));
}
