namespace Obs.Local.Aws.CloudWatch;

/// <summary>The units CloudWatch knows.</summary>
internal static class MetricUnits
{
    public const string None = "None";

    private static readonly HashSet<string> Known =
    [
        "Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes", "Bits", "Kilobits",
        "Megabits",
        "Gigabits", "Terabits", "Percent", "Count", "Bytes/Second", "Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second",
        "Terabytes/Second", "Bits/Second", "Kilobits/Second", "Megabits/Second", "Gigabits/Second", "Terabits/Second", "Count/Second", None,
    ];

    public static string Check(string? unit, string path) => unit is null ? None
        : Known.Contains(unit) ? unit
        : throw AwsException.InvalidValue(
            $"The value {unit} for parameter {path}.Unit is invalid. It must be one of {string.Join(", ", Known)}.");
}
