namespace Obs.Secrets;

/// <summary>Finds secrets inside text by what they look like, or by what stands in front of them.</summary>
/// <remarks>Compiled into the package of logs and into that of traces: neither needs the other, and what is a secret in one is one in the
/// other.</remarks>
internal static class SecretText
{
    // "pwd=x"
    private const int Shortest = 5;

    /// <summary>The text with its secrets masked; null if there are none.</summary>
    public static string? Mask(ReadOnlySpan<char> text)
    {
        if (text.Length < Shortest)
        {
            return null;
        }

        var ranges = new SecretRanges(text);
        MarkedSecrets.Find(text, ref ranges);
        CardNumbers.Find(text, ref ranges);
        IssuedTokens.Find(text, ref ranges);
        return ranges.Mask();
    }
}
