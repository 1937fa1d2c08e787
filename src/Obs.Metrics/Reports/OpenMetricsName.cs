namespace Obs.Metrics;

/// <summary>Names as OpenMetrics wants them, by the rules OpenTelemetry gives for Prometheus.</summary>
internal static class OpenMetricsName
{
    private const string TotalSuffix = "_total";

    /// <summary>The name of a metric family: unit at the end, without the suffix of a counter's samples.</summary>
    public static string Family(SeriesIdentity series)
    {
        string name = Sanitize(series.InstrumentName, allowColon: true);
        string unit = Unit(series.Unit);
        if (name.EndsWith(TotalSuffix, StringComparison.Ordinal) && series.Kind == InstrumentKind.Counter)
        {
            name = name[..^TotalSuffix.Length];
        }

        return unit.Length == 0 || name.EndsWith("_" + unit, StringComparison.Ordinal) ? name : $"{name}_{unit}";
    }

    public static string Label(string name) => Sanitize(name, allowColon: false);

    // What stands in braces only says what is counted.
    private static string Unit(string? unit) => unit switch
    {
        null or "" or "1" or ['{', ..] => "",
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "ns" => "nanoseconds",
        "min" => "minutes",
        "h" => "hours",
        "d" => "days",
        "By" => "bytes",
        "KiBy" => "kibibytes",
        "MiBy" => "mebibytes",
        "%" => "percent",
        _ => Sanitize(unit, allowColon: false).Trim('_'),
    };

    private static string Sanitize(string name, bool allowColon) => string.Create(
        name.Length == 0 || char.IsAsciiDigit(name[0]) ? name.Length + 1 : name.Length,
        (name, allowColon),
        static (span, state) =>
        {
            span.Fill('_');
            int shift = span.Length - state.name.Length;
            for (int i = 0; i < state.name.Length; i++)
            {
                char character = state.name[i];
                bool isValid = char.IsAsciiLetterOrDigit(character) || (character == ':' && state.allowColon);
                span[i + shift] = isValid ? character : '_';
            }
        });
}
