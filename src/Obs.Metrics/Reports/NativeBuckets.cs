namespace Obs.Metrics;

/// <summary>Buckets as native histograms of Prometheus have them at schema 3: eight to a doubling, each ending at a power of
/// 2^(1/8).</summary>
/// <remarks>Coarser schemas keep every second bound, every fourth and so on, under the numbers of this one.</remarks>
internal static class NativeBuckets
{
    public const int Schema = 3;

    // Where a power of two is divided.
    private static readonly double[] Bounds = [.. Enumerable.Range(0, 1 << Schema).Select(BoundOf)];

    /// <summary>The bucket of a value above zero: the first whose bound is not below it.</summary>
    public static int IndexOf(double value)
    {
        // Exponent and mantissa as they stand in a double, where a logarithm would be off by one near a bound.
        int exponent = Math.ILogB(value);
        double mantissa = Math.ScaleB(value, -exponent);
        int place = 0;
        while (place < Bounds.Length && Bounds[place] < mantissa)
        {
            place++;
        }

        return (exponent << Schema) + place;
    }

    /// <summary>The upper bound of a bucket, inclusive.</summary>
    public static double BoundOf(int index) => Math.Pow(2, index * Math.ScaleB(1, -Schema));
}
