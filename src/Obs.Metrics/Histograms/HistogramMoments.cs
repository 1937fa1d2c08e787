namespace Obs.Metrics;

/// <summary>Mean and deviation of a histogram, computed so that no value and no number of values overflows.</summary>
internal static class HistogramMoments
{
    public static double Mean(Histogram histogram)
    {
        // A value below 2^63 times a total below 2^63: their sum fits 127 bits, exactly.
        Int128 sum = 0;
        foreach ((long median, long count) in Medians(histogram))
        {
            sum += (Int128)median * count;
        }

        return histogram.TotalCount == 0 ? 0 : (double)sum / histogram.TotalCount;
    }

    public static double StandardDeviation(Histogram histogram)
    {
        double mean = Mean(histogram);
        double sum = 0;
        foreach ((long median, long count) in Medians(histogram))
        {
            double deviation = median - mean;
            sum += deviation * deviation * count;
        }

        return histogram.TotalCount == 0 ? 0 : Math.Sqrt(sum / histogram.TotalCount);
    }

    private static IEnumerable<(long Median, long Count)> Medians(Histogram histogram) =>
        histogram.RecordedSlots.Select(static slot => (slot.Lowest + ((slot.Highest - slot.Lowest + 1) >> 1), slot.Count));
}
