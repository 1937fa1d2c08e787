using Obs.Metrics;

namespace Shop;

/// <summary>One line of the table of response times.</summary>
/// <param name="Subject">Who waited.</param>
/// <param name="Histogram">How long.</param>
/// <param name="Unit">What 1 means in it, in milliseconds.</param>
internal sealed record WaitingTimes(string Subject, Histogram Histogram, double Unit)
{
    public static readonly IReadOnlyList<double> Percentiles = [50, 90, 99, 99.9, 100];

    /// <summary>In milliseconds.</summary>
    public IReadOnlyList<double> Values => [.. Percentiles.Select(percentile => Histogram.ValueAtPercentile(percentile) * Unit)];
}
