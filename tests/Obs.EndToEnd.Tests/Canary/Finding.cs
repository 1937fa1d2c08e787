using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Obs.TestSupport;

namespace Obs.EndToEnd.Tests.Canary;

/// <summary>Looks for planted secrets in what was written, in whichever way it was escaped.</summary>
internal static partial class Finding
{
    // Stands under a name that says what it is, and looks like nothing.
    private const string NamedSecret = "Tr0ub4dor61";

    private static readonly string[] Secrets = [.. PlantedSecrets.All.Select(static planted => planted.Secret), NamedSecret];

    /// <summary>Each secret that is there, with what stands around it.</summary>
    public static IReadOnlyList<string> In(string written)
    {
        string plain = JsonEscape().Replace(
            written, static m => ((char)int.Parse(m.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());
        string[] readings = [written, plain, Uri.UnescapeDataString(plain), WebUtility.HtmlDecode(plain)];
        return [.. readings.SelectMany(static reading => Secrets.Select(secret => Around(reading, secret))).OfType<string>().Distinct()];
    }

    private static string? Around(string text, string secret)
    {
        int at = text.IndexOf(secret, StringComparison.Ordinal);
        return at < 0 ? null : text[Math.Max(0, at - 120)..Math.Min(text.Length, at + secret.Length + 40)];
    }

    [GeneratedRegex(@"\\u[0-9A-Fa-f]{4}")]
    private static partial Regex JsonEscape();
}
