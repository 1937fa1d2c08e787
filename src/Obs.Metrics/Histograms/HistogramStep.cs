namespace Obs.Metrics;

/// <summary>One step of a walk over a <see cref="Histogram"/>.</summary>
public readonly struct HistogramStep
{
    internal HistogramStep(long value, long count, long totalCount, double percentile)
    {
        Value = value;
        Count = count;
        TotalCount = totalCount;
        Percentile = percentile;
    }

    /// <summary>The value the step goes up to, inclusive.</summary>
    public long Value { get; }

    /// <summary>How many values the step adds to those before it.</summary>
    public long Count { get; }

    /// <summary>How many values there are up to the end of the step.</summary>
    public long TotalCount { get; }

    /// <summary>The percentile the step stands for, 0 to 100.</summary>
    public double Percentile { get; }
}
