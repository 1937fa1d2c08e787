using System.Globalization;

namespace Obs.Local.Explain;

/// <summary>Numbers as the answer says them.</summary>
internal static class Figures
{
    /// <summary>From seconds: <c>840 µs</c>, <c>4.2 ms</c>, <c>1.24 s</c>.</summary>
    public static string Duration(double seconds) => Math.Abs(seconds) switch
    {
        0 => "0 ms",
        < 0.001 => $"{Digits(seconds * 1_000_000)} µs",
        < 0.9995 => $"{Digits(seconds * 1_000)} ms",
        _ => $"{Digits(seconds)} s",
    };

    /// <summary>From 0 to 1: <c>92 %</c>.</summary>
    public static string Share(double share) => $"{Digits(share * 100)} %";

    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Calls per trace and the like.</summary>
    public static string Digits(double value) => Math.Abs(value) switch
    {
        >= 99.95 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 9.995 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    /// <summary>A percentile: <c>p99.9</c>.</summary>
    public static string Percentile(double percentile) => string.Create(CultureInfo.InvariantCulture, $"p{percentile:0.##}");

    public static string Certainty(double probability) =>
        $"{Statistics.Certainty.Word(probability)}, {Statistics.Certainty.Number(probability)}";
}
