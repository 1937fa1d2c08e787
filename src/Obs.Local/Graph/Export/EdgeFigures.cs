using System.Globalization;

namespace Obs.Local.Graph.Export;

/// <summary>The numbers of an edge as people read them.</summary>
internal sealed class EdgeFigures(CallStatistics calls, double seconds)
{
    private const double WorthAColour = 0.01;

    public string Calls => calls.Total.ToString(CultureInfo.InvariantCulture);

    public string Rate => Format($"{Rounded(calls.Total / seconds)}/s");

    public string Faults => Share(calls.Fault);

    public string Errors => Share(calls.Error);

    /// <summary>Whether at least one call in a hundred ends in a fault.</summary>
    public bool IsFaulty => calls.Total > 0 && calls.Fault >= WorthAColour * calls.Total;

    public string Percentile(double percent) => calls.Percentile(percent) switch
    {
        null => "-",
        < 1 and { } short_ => Format($"{Rounded(short_ * 1_000)} ms"),
        { } long_ => Format($"{Rounded(long_)} s"),
    };

    /// <summary>The same on one line of parts.</summary>
    public IEnumerable<string> Parts() => [Rate, $"{Faults} faults", $"{Errors} errors", $"p50 {Percentile(50)}", $"p95 {Percentile(95)}"];

    private string Share(long part) => Format($"{Rounded(calls.Total == 0 ? 0 : 100.0 * part / calls.Total)} %");

    // Three digits tell all there is to see; more would only flicker.
    private static string Rounded(double value) => value switch
    {
        0 or >= 100 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
