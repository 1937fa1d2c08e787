using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Turns a histogram into values and counts from which CloudWatch computes the same percentiles.</summary>
internal static class HistogramData
{
    // A bucket is nearly one percent wide: further digits of its middle say nothing and cost bytes in every request.
    private const int BucketDigits = 6;
    private const int ExactDigits = 12;

    /// <summary>Adds every measurement to the metric that <paramref name="writer"/> has begun, by rising value.</summary>
    /// <param name="writer">Where a metric has been begun.</param>
    /// <param name="histogram">The distribution.</param>
    /// <param name="factor">From the unit of the instrument to the unit of the datum.</param>
    public static void Write(DatumWriter writer, HistogramSnapshot histogram, double factor)
    {
        double lowest = Round(histogram.Min * factor, ExactDigits);
        double highest = Round(histogram.Max * factor, ExactDigits);
        int last = histogram.BucketCount - 1;
        int i = 0;
        foreach (HistogramBucket bucket in histogram.Buckets)
        {
            // One measurement each stands for the exact minimum and maximum, which CloudWatch reads off the values.
            bool holdsMin = i == 0;
            bool holdsMax = i == last && bucket.Count > (holdsMin ? 1 : 0);
            long others = bucket.Count - (holdsMin ? 1 : 0) - (holdsMax ? 1 : 0);
            AddIfAny(writer, lowest, holdsMin ? 1 : 0);
            AddIfAny(writer, Math.Clamp(Round(bucket.Value * factor, BucketDigits), lowest, highest), others);
            AddIfAny(writer, highest, holdsMax ? 1 : 0);
            i++;
        }
    }

    private static void AddIfAny(DatumWriter writer, double value, long count)
    {
        if (count > 0)
        {
            writer.Add(value, count);
        }
    }

    private static double Round(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value;
        }

        double magnitude = Math.Pow(10, digits - 1 - Math.Floor(Math.Log10(Math.Abs(value))));
        double rounded = Math.Round(value * magnitude) / magnitude;
        return double.IsFinite(rounded) ? rounded : value;
    }
}
