namespace Obs.Benchmarks.Requests;

/// <summary>A value by its rank among others.</summary>
internal static class Quantile
{
    /// <summary>The middle, which no single value can move far.</summary>
    public const double Middle = 0.5;

    /// <summary>What was disturbed less than most: others on the machine can only add to what a request takes.</summary>
    public const double Undisturbed = 0.25;

    public static double Of(IEnumerable<double> values, double rank)
    {
        double[] sorted = [.. values.Order()];
        double place = rank * (sorted.Length - 1);
        double below = sorted[(int)place];
        return below + ((sorted[(int)Math.Ceiling(place)] - below) * (place - (int)place));
    }

    /// <summary>The mean without the lowest and the highest quarter: nearly as hard to move as the middle, and steadier.</summary>
    public static double MeanOfMiddle(double[] values)
    {
        int outside = values.Length / 4;
        return values.Order().Skip(outside).Take(values.Length - (2 * outside)).Average();
    }
}
