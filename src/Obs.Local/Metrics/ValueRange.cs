using System.Globalization;

namespace Obs.Local.Metrics;

/// <summary>A part of a distribution: by percent of the measurements, or by value, the lower bound not included and the upper one
/// included.</summary>
internal readonly record struct ValueRange(double From, double To, bool IsPercent)
{
    public static ValueRange Percent(double from, double to) => new(from, to, true);

    /// <summary>Null for what is not a range: two percentages or two values, one of which may be left out.</summary>
    public static ValueRange? TryParse(string from, string to)
    {
        bool isPercent = from.EndsWith('%') || to.EndsWith('%');
        if ((from.Length == 0 && to.Length == 0) || (
            isPercent && ((from.Length > 0 && !from.EndsWith('%')) || (to.Length > 0 && !to.EndsWith('%')))))
        {
            return null;
        }

        double? low = from.Length == 0 ? (isPercent ? 0 : double.NegativeInfinity) : Number(from);
        double? high = to.Length == 0 ? (isPercent ? 100 : double.PositiveInfinity) : Number(to);
        return low is null || high is null || low > high || (isPercent && high > 100)
            ? null
            : new ValueRange(low.Value, high.Value, isPercent);
    }

    private static double? Number(string text) =>
        double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : null;
}
