namespace Obs.Metrics;

/// <summary>Values of a <see cref="Histogram"/> that are counted as one.</summary>
public readonly struct HistogramSlot
{
    internal HistogramSlot(long lowest, long highest, long count)
    {
        Lowest = lowest;
        Highest = highest;
        Count = count;
    }

    /// <summary>The lowest value the slot holds.</summary>
    public long Lowest { get; }

    /// <summary>The highest value the slot holds.</summary>
    public long Highest { get; }

    /// <summary>How often values of the slot were counted; at least 1.</summary>
    public long Count { get; }
}
