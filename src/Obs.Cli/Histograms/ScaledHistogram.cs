using Obs.Metrics;

namespace Obs.Cli.Histograms;

/// <summary>A histogram of whole numbers, and how many of its units make one of the values that were read.</summary>
internal sealed record ScaledHistogram(Histogram Histogram, long Scale)
{
    /// <summary>A value of the histogram in the unit of what was read.</summary>
    public decimal ValueOf(long recorded) => (decimal)recorded / Scale;
}
