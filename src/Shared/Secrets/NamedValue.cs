using System.Buffers;

namespace Obs.Secrets;

/// <summary>The value behind a secret's name: <c>name=value</c>, <c>name: value</c>, <c>"name":"value"</c> and their like.</summary>
internal static class NamedValue
{
    private static readonly string[] Names =
    [
        "password", "passwd", "passphrase", "pwd", "secret", "secretkey", "secret_key", "secret-key", "token", "apikey", "api_key",
        "api-key",
        "accesskey", "access_key", "access-key", "accountkey", "account_key", "privatekey", "private_key", "private-key", "credential",
        "credentials", "signature", "sig", "cvv", "cvc",
    ];

    // Headers, whose values go on to the end of the line.
    private static readonly string[] Headers = ["authorization", "cookie"];

    // What a name may end with; most text in front of a separator ends with something else.
    private static readonly SearchValues<char> LastLetters = SearchValues.Create(
        [.. Names.Concat(Headers).SelectMany(static name => new[] { name[^1], char.ToUpperInvariant(name[^1]) }).Distinct()]);

    private static readonly SearchValues<char> Ends = SearchValues.Create(";,&\"'\r\n\t )}]<>");
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n\"'");

    /// <summary>Where the value begins and ends; an empty stretch at the start if there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the equals sign or the colon stands.</param>
    public static (int Start, int End) At(ReadOnlySpan<char> text, int at)
    {
        ReadOnlySpan<char> name = text[..at].TrimEnd(" \"'\\");
        if (name.IsEmpty || !LastLetters.Contains(name[^1]))
        {
            return (0, 0);
        }

        bool isHeader = EndsWithOneOf(name, Headers);
        if (!isHeader && !EndsWithOneOf(name, Names))
        {
            return (0, 0);
        }

        // Token::Parse is code.
        bool isCode = text[at] == ':' && at + 1 < text.Length && text[at + 1] == ':';
        return isCode ? (0, 0) : ValueAt(text, at + 1, isHeader);
    }

    private static (int Start, int End) ValueAt(ReadOnlySpan<char> text, int at, bool isHeader)
    {
        int start = text[at..].IndexOfAnyExcept(' ') is int blanks and >= 0 ? at + blanks : text.Length;

        // A quoted value may hold what otherwise ends one; inside a string of JSON its quotes are escaped.
        int quote = SkipQuotes(text, start);
        if (quote > start && !isHeader)
        {
            int close = text[quote..].IndexOf(text[start..quote], StringComparison.Ordinal);
            return (start, close < 0 ? text.Length : quote + close + (quote - start));
        }

        start = quote;
        int length = text[start..].IndexOfAny(isHeader ? LineEnds : Ends);
        int end = length < 0 ? text.Length : start + length;
        return isHeader ? (AfterScheme(text, start, end), end) : (start, end);
    }

    // The scheme of an authorization may be read, what follows it may not.
    private static int AfterScheme(ReadOnlySpan<char> text, int start, int end)
    {
        int blank = text[start..end].IndexOf(' ');
        return blank > 0 && text.Slice(start, blank).IndexOfAny('=', ';') < 0 ? start + blank + 1 : start;
    }

    private static bool EndsWithOneOf(ReadOnlySpan<char> text, string[] names)
    {
        foreach (string name in names)
        {
            if (text.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // In a literal of SQL the quotes are doubled; two with nothing behind them are a value that is empty.
    private static int SkipQuotes(ReadOnlySpan<char> text, int at)
    {
        int quote = SkipQuote(text, at);
        int second = SkipQuote(text, quote);
        bool isDoubled = quote > at && text[at..quote].SequenceEqual(text[quote..second]) && second < text.Length
            && !Ends.Contains(text[second]);
        return isDoubled ? second : quote;
    }

    private static int SkipQuote(ReadOnlySpan<char> text, int at)
    {
        int quote = at < text.Length && text[at] == '\\' ? at + 1 : at;
        return quote < text.Length && text[quote] is '"' or '\'' ? quote + 1 : at;
    }
}
