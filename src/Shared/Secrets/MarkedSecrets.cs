using System.Buffers;

namespace Obs.Secrets;

/// <summary>Finds secrets that have a mark: a name or a scheme in front of them.</summary>
/// <remarks>Looks for the few characters that every mark has and only there for the mark: searching for all of them at once takes longer
/// than writing the text.</remarks>
internal static class MarkedSecrets
{
    private const string Bearer = "bearer ";
    private const string Basic = "basic ";
    private const string Dashes = "-----";

    // "Bearer " and the shortest thing worth to be one.
    private const int ShortestBearer = 11;

    // A header, a line, a footer.
    private const int ShortestPem = 40;

    private static readonly SearchValues<char> TokenChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/=");

    private static readonly SearchValues<char> AuthorityEnds = SearchValues.Create(" \t\r\n\"'<>/?#");

    // One of these is in every mark.
    private static readonly SearchValues<char> MarkChars = SearchValues.Create("=:bB-");

    public static void Find(ReadOnlySpan<char> text, ref SecretRanges ranges)
    {
        int at = text.IndexOfAny(MarkChars);
        if (at < 0)
        {
            return;
        }

        while (text[at..].IndexOfAny('=', ':') is int found and >= 0)
        {
            at += found;
            (int start, int end) = text[(at + 1)..].StartsWith("//") ? PasswordIn(text, at + 3) : NamedValue.At(text, at);
            ranges.Add(start, end);
            at++; // Not its end: a value that goes on to the next blank may have taken the next name with it.
        }

        if (text.Length >= ShortestBearer)
        {
            FindCredentials(text, ref ranges);
        }

        if (text.Length >= ShortestPem)
        {
            FindKeys(text, ref ranges);
        }
    }

    private static void FindCredentials(ReadOnlySpan<char> text, ref SecretRanges ranges)
    {
        int at = 0;
        while (text[at..].IndexOfAny('b', 'B') is int found and >= 0)
        {
            at += found;
            bool isBearer = text[at..].StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
            if (!isBearer && !text[at..].StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
            {
                at++;
                continue;
            }

            at += isBearer ? Bearer.Length : Basic.Length;
            int end = text[at..].IndexOfAnyExcept(TokenChars) is int length and >= 0 ? at + length : text.Length;
            if (isBearer ? IsToken(text[at..end]) : IsUserAndPassword(text[at..end]))
            {
                ranges.Add(at, end);
            }
        }
    }

    // https://user:password@host: the password, as far as the last @ before the path.
    private static (int Start, int End) PasswordIn(ReadOnlySpan<char> text, int at)
    {
        int length = text[at..].IndexOfAny(AuthorityEnds) is int end and >= 0 ? end : text.Length - at;
        ReadOnlySpan<char> authority = text.Slice(at, length);
        int host = authority.LastIndexOf('@');
        int colon = host < 0 ? -1 : authority[..host].IndexOf(':');
        return colon < 0 ? (0, 0) : (at + colon + 1, at + host);
    }

    private static void FindKeys(ReadOnlySpan<char> text, ref SecretRanges ranges)
    {
        int at = 0;
        while (text[at..].IndexOf(Dashes, StringComparison.Ordinal) is int found and >= 0)
        {
            at += found + Dashes.Length;
            ReadOnlySpan<char> rest = text[at..];
            int header = rest.IndexOf(Dashes, StringComparison.Ordinal);
            if (header >= 0 && rest.StartsWith("BEGIN", StringComparison.OrdinalIgnoreCase)
                && rest[..header].IndexOf("PRIVATE KEY", StringComparison.OrdinalIgnoreCase) >= 0)
            {
                int start = at + header + Dashes.Length;
                int end = text[start..].IndexOf(Dashes, StringComparison.Ordinal) is int footer and >= 0 ? start + footer : text.Length;
                ranges.Add(start, end);
                at = end;
            }
        }
    }

    // "bearer" is a word too: what follows must not look like the next one.
    private static bool IsToken(ReadOnlySpan<char> value) => value.Length >= 16 || value.IndexOfAnyExceptInRange('a', 'z') >= 0;

    private static bool IsUserAndPassword(ReadOnlySpan<char> value)
    {
        Span<byte> decoded = stackalloc byte[512];
        return value.Length is >= 4 and <= 512 && Convert.TryFromBase64Chars(value, decoded, out int length)
            && decoded[..length].Contains((byte)':');
    }
}
