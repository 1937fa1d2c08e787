using System.Collections.Frozen;

namespace Obs.Aws.Metrics;

/// <summary>CloudWatch's names for the units that instruments give in UCUM.</summary>
/// <remarks><see href="https://opentelemetry.io/docs/specs/semconv/general/metrics/#instrument-units"/> and
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html"/></remarks>
internal static class CloudWatchUnit
{
    public const string Count = "Count";

    public const string Milliseconds = "Milliseconds";

    private const string None = "None";
    private const string PerSecond = "/s";

    private static readonly FrozenDictionary<string, string> Times = new Dictionary<string, string>
    {
        ["s"] = "Seconds",
        ["ms"] = Milliseconds,
        ["us"] = "Microseconds",
        ["%"] = "Percent",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Those of which CloudWatch also knows so many a second.</summary>
    private static readonly FrozenDictionary<string, string> Amounts = new Dictionary<string, string>
    {
        ["By"] = "Bytes",
        ["kBy"] = "Kilobytes",
        ["MBy"] = "Megabytes",
        ["GBy"] = "Gigabytes",
        ["TBy"] = "Terabytes",
        ["bit"] = "Bits",
        ["kbit"] = "Kilobits",
        ["Mbit"] = "Megabits",
        ["Gbit"] = "Gigabits",
        ["Tbit"] = "Terabits",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>CloudWatch's own names, which an application may have given its instruments.</summary>
    private static readonly FrozenSet<string> Own =
        Times.Values.Concat([Count, Count + "/Second", .. Amounts.Values, .. Amounts.Values.Select(static amount => amount + "/Second")])
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The unit, or <c>None</c> for one that CloudWatch has no name for.</summary>
    public static string Of(string? ucum)
    {
        if (string.IsNullOrEmpty(ucum))
        {
            return None;
        }

        if (Own.Contains(ucum))
        {
            return ucum;
        }

        if (Times.TryGetValue(ucum, out string? time))
        {
            return time;
        }

        bool isRate = ucum.EndsWith(PerSecond, StringComparison.Ordinal);
        string amount = isRate ? ucum[..^PerSecond.Length] : ucum;
        string? name = Amounts.TryGetValue(amount, out string? known) ? known
            : (amount.StartsWith('{') && amount.EndsWith('}')) || (isRate && amount == "1") ? Count
            : null;
        return name is null ? None : isRate ? name + "/Second" : name;
    }
}
