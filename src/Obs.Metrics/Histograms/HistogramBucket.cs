namespace Obs.Metrics;

/// <summary>The measurements of a histogram that fell between two bounds, in the unit of the instrument.</summary>
public readonly struct HistogramBucket
{
    internal HistogramBucket(ValueScale scale, int slot, long count)
    {
        Lowest = scale.LowestAt(slot);
        Highest = scale.HighestAt(slot);
        Value = scale.ValueAt(slot);
        Count = count;
    }

    /// <summary>The lower bound, inclusive.</summary>
    public double Lowest { get; }

    /// <summary>The upper bound, exclusive.</summary>
    public double Highest { get; }

    /// <summary>The value that stands for all measurements in the bucket: its middle.</summary>
    public double Value { get; }

    /// <summary>How many measurements the bucket holds; at least 1.</summary>
    public long Count { get; }
}
