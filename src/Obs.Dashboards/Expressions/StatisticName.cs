using System.Globalization;

namespace Obs.Dashboards.Expressions;

/// <summary>A statistic as CloudWatch names it: <c>Sum</c>, <c>p99.9</c>, <c>TM(10%:90%)</c>, <c>PR(:300)</c>.</summary>
internal static class StatisticName
{
    private static readonly string[] Simple = ["SampleCount", "Sum", "Average", "Minimum", "Maximum"];
    private static readonly string[] Ranged = ["TM", "TC", "TS", "WM", "PR"];

    public static bool IsKnown(string stat) => IsSimple(stat) || IsPercentile(stat) || stat is "IQM" || IsShorthand(stat) || IsRange(stat);

    /// <summary>Whether it can be had from a statistic set, too.</summary>
    public static bool IsSimple(string stat) => Simple.Contains(stat, StringComparer.Ordinal);

    /// <summary>Whether it is a place in a distribution: sums and averages of several of them mean nothing.</summary>
    public static bool IsRank(string stat) => !IsSimple(stat) && IsKnown(stat)
        && !stat.StartsWith("tc", StringComparison.OrdinalIgnoreCase) && !stat.StartsWith("ts", StringComparison.OrdinalIgnoreCase);

    public static bool IsPercentile(string stat) => stat.StartsWith('p') && IsPercent(stat.AsSpan(1));

    private static bool IsShorthand(string stat) =>
        stat.Length > 2 && stat[..2] is "tm" or "tc" or "ts" or "wm" && IsPercent(stat.AsSpan(2));

    private static bool IsRange(string stat)
    {
        if (stat.Length < 5 || !Ranged.Contains(stat[..2], StringComparer.Ordinal) || stat[2] != '(' || stat[^1] != ')')
        {
            return false;
        }

        string[] bounds = stat[3..^1].Split(':');
        return bounds.Length == 2
            && bounds.Any(static bound => bound.Length > 0)
            && Array.TrueForAll(
                bounds, bound => bound.Length == 0 || IsBound(bound, percentAllowed: !stat.StartsWith("PR", StringComparison.Ordinal)));
    }

    private static bool IsBound(string bound, bool percentAllowed) => bound.EndsWith('%')
        ? percentAllowed && IsPercent(bound.AsSpan(0, bound.Length - 1))
        : double.TryParse(bound, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);

    private static bool IsPercent(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent)
            && percent is >= 0 and <= 100;
}
