namespace Obs.Metrics;

/// <summary>Numbers as people read them: six significant digits are more than any percentile holds.</summary>
internal static class JsonNumber
{
    private const int SignificantDigits = 6;

    public static double Short(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return FiniteNumber.Of(value);
        }

        int digits = SignificantDigits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits is >= 0 and <= 15 ? Math.Round(value, digits) : value;
    }
}
