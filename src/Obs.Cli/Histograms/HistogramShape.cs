using Obs.Metrics;

namespace Obs.Cli.Histograms;

/// <summary>Range and precision as far as the caller named them.</summary>
internal sealed class HistogramShape(int? digits, long? lowest, long? highest)
{
    private bool IsNamed => digits is not null || lowest is not null || highest is not null;

    /// <summary>An empty histogram.</summary>
    /// <param name="defaultDigits">Precision where the caller named none.</param>
    /// <param name="scale">Units of the histogram to one of the caller's.</param>
    /// <exception cref="InvalidDataException">The caller's range or precision is none.</exception>
    public Histogram Create(int defaultDigits, long scale)
    {
        try
        {
            return lowest is null && highest is null
                ? new Histogram(digits ?? defaultDigits)
                : new Histogram(Scale(lowest, scale) ?? 1, Scale(highest, scale) ?? long.MaxValue, digits ?? defaultDigits);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    /// <summary>The same counts in the caller's range and precision, if there is one.</summary>
    /// <exception cref="InvalidDataException">The values lie beyond the caller's range.</exception>
    public Histogram Reshape(Histogram histogram)
    {
        if (!IsNamed)
        {
            return histogram;
        }

        Histogram shaped = Create(histogram.SignificantDigits, scale: 1);
        try
        {
            shaped.Add(histogram);
            return shaped;
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    private static long? Scale(long? value, long scale) =>
        value is { } given ? (long)Int128.Clamp((Int128)given * scale, long.MinValue, long.MaxValue) : null;
}
