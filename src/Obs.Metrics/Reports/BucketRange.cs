namespace Obs.Metrics;

/// <summary>How far the buckets of a family reach and how fine they are: alike for all of its series, because a scraper adds them up
/// bound by bound.</summary>
internal struct BucketRange()
{
    private const int MaxBuckets = 80;
    private const int CoarsestSchema = -4;

    private int _first = int.MaxValue;
    private int _last = int.MinValue;

    /// <summary>The number of the last bucket; below every number when there is nothing above zero.</summary>
    public readonly int Last => _last;

    /// <summary>How many of the finest buckets make one: a power of two.</summary>
    public readonly int Step
    {
        get
        {
            int step = 1;
            while (_last - (long)_first >= MaxBuckets * (long)step && step < 1 << (NativeBuckets.Schema - CoarsestSchema))
            {
                step <<= 1;
            }

            return step;
        }
    }

    /// <summary>Takes in what a series reaches, by its extremes alone.</summary>
    public void Include(HistogramSnapshot distribution)
    {
        ValueScale scale = distribution.Scale;
        int highest = scale.IndexOf(Math.Max(distribution.Max, 0));
        if (highest == 0)
        {
            return;
        }

        var reader = new CountsReader(distribution.EncodedCounts.Span);
        _ = reader.MoveNext() && (reader.Slot > 0 || reader.MoveNext());
        _first = Math.Min(_first, NativeBuckets.IndexOf(scale.ValueAt(Math.Max(reader.Slot, 1))));
        _last = Math.Max(_last, NativeBuckets.IndexOf(scale.ValueAt(highest)));
    }
}
