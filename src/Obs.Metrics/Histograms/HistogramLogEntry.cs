namespace Obs.Metrics;

/// <summary>One interval of a histogram log.</summary>
public sealed class HistogramLogEntry
{
    /// <summary>Describes an interval.</summary>
    /// <param name="start">When it began, in seconds: since 1970, or since the start the log names.</param>
    /// <param name="duration">How long it was.</param>
    /// <param name="histogram">What was recorded.</param>
    public HistogramLogEntry(double start, TimeSpan duration, Histogram histogram)
    {
        Start = start;
        Duration = duration;
        Histogram = histogram;
    }

    /// <summary>What tells several histograms of one interval apart, without commas and white space; null for none.</summary>
    public string? Tag { get; init; }

    /// <summary>When the interval began, in seconds: since 1970, or since the start the log names.</summary>
    public double Start { get; }

    /// <summary>How long the interval was.</summary>
    public TimeSpan Duration { get; }

    /// <summary>What was recorded.</summary>
    public Histogram Histogram { get; }
}
