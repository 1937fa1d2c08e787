namespace Obs.Aws.Metrics;

/// <summary>CloudWatch's names for the units that instruments give in UCUM.</summary>
/// <remarks><see href="https://opentelemetry.io/docs/specs/semconv/general/metrics/#instrument-units"/></remarks>
internal static class CloudWatchUnit
{
    public const string Count = "Count";

    public const string Milliseconds = "Milliseconds";

    /// <summary>The unit, or <c>None</c> for one that CloudWatch has no name for.</summary>
    public static string Of(string? ucum) => ucum switch
    {
        null or "" or "1" => "None",
        "s" => "Seconds",
        "ms" => Milliseconds,
        "us" => "Microseconds",
        "%" => "Percent",
        "By" => "Bytes",
        "kBy" => "Kilobytes",
        "MBy" => "Megabytes",
        "GBy" => "Gigabytes",
        "bit" => "Bits",
        "By/s" => "Bytes/Second",
        "bit/s" => "Bits/Second",
        _ when ucum.StartsWith('{') && ucum.EndsWith("}/s", StringComparison.Ordinal) => "Count/Second",
        _ when ucum.StartsWith('{') && ucum.EndsWith('}') => Count,
        _ => "None",
    };
}
