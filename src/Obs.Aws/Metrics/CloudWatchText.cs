using System.Globalization;
using System.Text;

namespace Obs.Aws.Metrics;

/// <summary>Names and dimension values in the form that CloudWatch accepts.</summary>
/// <remarks>What has to change changes so that two different texts stay different: characters beyond ASCII are percent-encoded, and what is
/// too long ends in a hash of the whole.</remarks>
internal static class CloudWatchText
{
    // CloudWatch wants at least one character that is not a space.
    private const string Nothing = "(none)";

    private const char FirstAllowed = ' ';
    private const char LastAllowed = '~';

    /// <summary>A metric or dimension name.</summary>
    public static string Name(string text) => Fit(text.StartsWith(':') ? "_" + text[1..] : text, CloudWatchLimits.NameLength);

    /// <summary>The value of a dimension.</summary>
    public static string DimensionValue(string text) => Fit(text, CloudWatchLimits.DimensionValueLength);

    private static string Fit(string text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Nothing;
        }

        string ascii = text.AsSpan().ContainsAnyExceptInRange(FirstAllowed, LastAllowed) ? Encode(text) : text;
        return ascii.Length <= maxLength ? ascii : Shorten(ascii, maxLength);
    }

    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + 16);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value is >= FirstAllowed and <= LastAllowed)
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            foreach (byte unit in utf8[..rune.EncodeToUtf8(utf8)])
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
            }
        }

        return encoded.ToString();
    }

    private static string Shorten(string ascii, int maxLength)
    {
        string hash = Hash(ascii).ToString("x16", CultureInfo.InvariantCulture);
        return $"{ascii.AsSpan(0, maxLength - hash.Length - 1)}~{hash}";
    }

    // FNV-1a: the same in every process and version, as a dimension has to be.
    private static ulong Hash(string ascii)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in ascii)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        return hash;
    }
}
