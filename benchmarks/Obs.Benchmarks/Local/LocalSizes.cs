using System.Globalization;

namespace Obs.Benchmarks.Local;

/// <summary>How much the local backend is given; the budgets are promised for the defaults.</summary>
internal sealed record LocalSizes(int Segments, int MetricValues, int LogLines)
{
    public static LocalSizes Promised { get; } = new(1_000_000, 10_000_000, 1_000_000);

    /// <summary>Segments, metric values and log lines, in this order; what is missing is as promised.</summary>
    public static LocalSizes Parse(IReadOnlyList<string> texts)
    {
        int[] sizes = [.. texts.Select(static text => int.Parse(text, CultureInfo.InvariantCulture))];
        return new LocalSizes(
            sizes.Length > 0 ? sizes[0] : Promised.Segments,
            sizes.Length > 1 ? sizes[1] : Promised.MetricValues,
            sizes.Length > 2 ? sizes[2] : Promised.LogLines);
    }
}
