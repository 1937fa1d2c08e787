using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>What a datum says about the measurements behind it.</summary>
internal readonly record struct MeasuredValues(double Count, double Sum, double Min, double Max, byte[]? Distribution)
{
    public static MeasuredValues Of(double[] values, double[] counts)
    {
        double count = 0;
        double sum = 0;
        double min = double.PositiveInfinity;
        double max = double.NegativeInfinity;
        for (int index = 0; index < values.Length; index++)
        {
            if (counts[index] > 0)
            {
                count += counts[index];
                sum += values[index] * counts[index];
                min = Math.Min(min, values[index]);
                max = Math.Max(max, values[index]);
            }
        }

        return new MeasuredValues(count, sum, min, max, min < max ? DistributionBytes.Write(values, counts) : null);
    }
}
