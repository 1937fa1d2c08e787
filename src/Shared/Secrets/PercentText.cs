using System.Globalization;

namespace Obs.Secrets;

/// <summary>Texts out of addresses, in which <c>%40</c> stands for <c>@</c>.</summary>
internal static class PercentText
{
    // An address inside another is escaped twice: its percent signs are %25.
    private const string EscapedSign = "25";

    private const byte LastAscii = 0x7F;

    /// <summary>Whether something in a text stands for a character of ASCII.</summary>
    public static bool HasEscape(ReadOnlySpan<char> text)
    {
        while (text.IndexOf('%') is var at and >= 0)
        {
            if (Read(text[at..], out _) > 1)
            {
                return true;
            }

            text = text[(at + 1)..];
        }

        return false;
    }

    /// <summary>Decodes a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="characters">What it means; as long as the text.</param>
    /// <param name="places">Where in the text each of these characters begins, and after the last, where it ends; longer by one.</param>
    /// <returns>The number of characters.</returns>
    public static int Decode(ReadOnlySpan<char> text, Span<char> characters, Span<int> places)
    {
        int count = 0;
        for (int at = 0; at < text.Length; count++)
        {
            places[count] = at;
            at += Read(text[at..], out characters[count]);
        }

        places[count] = text.Length;
        return count;
    }

    // The character that a text begins with, or that what it begins with stands for, and the length of that.
    private static int Read(ReadOnlySpan<char> text, out char meant)
    {
        meant = text[0];
        if (text[0] != '%')
        {
            return 1;
        }

        int at = 1;
        while (text[at..].StartsWith(EscapedSign) && IsHex(text, at + EscapedSign.Length))
        {
            at += EscapedSign.Length;
        }

        if (!IsHex(text, at)
            || !byte.TryParse(text.Slice(at, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code)
            || code > LastAscii)
        {
            return 1;
        }

        meant = (char)code;
        return at + 2;
    }

    private static bool IsHex(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && char.IsAsciiHexDigit(text[at]) && char.IsAsciiHexDigit(text[at + 1]);
}
