using System.Buffers;
using System.Text;

namespace Obs.Logging.Formatting;

/// <summary>Text as the inside of a JSON string.</summary>
/// <remarks>Escapes what could end or forge a line or turn it around on a screen: controls, line separators, marks of direction. Letters of
/// every script stay as they are; half a surrogate pair becomes U+FFFD.</remarks>
internal static class JsonText
{
    /// <summary>What one UTF-16 unit can become: <c>\u0000</c>.</summary>
    public const int MaxBytesPerChar = 6;

    private const char ArabicLetterMark = '\u061C';
    private const char ByteOrderMark = '\uFEFF';

    // Printable ASCII but for the two that end or escape a string.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        [.. Enumerable.Range(' ', '~' - ' ' + 1).Select(static c => (char)c).Where(static c => c is not ('"' or '\\'))]);

    public static void Append(EntryBuffer to, ReadOnlySpan<char> text)
    {
        while (true)
        {
            int plain = text.IndexOfAnyExcept(Plain);
            int length = plain < 0 ? text.Length : plain;
            Ascii.FromUtf16(text[..length], to.Room(length), out int written);
            to.Advance(written);
            if (plain < 0)
            {
                return;
            }

            Rune.DecodeFromUtf16(text[plain..], out Rune rune, out int consumed);
            Append(to, rune);
            text = text[(plain + consumed)..];
        }
    }

    /// <summary>The text with its quotation marks, for what is written often and never changes.</summary>
    public static byte[] Encode(ReadOnlySpan<char> text)
    {
        var buffer = new EntryBuffer();
        buffer.Append((byte)'"');
        Append(buffer, text);
        buffer.Append((byte)'"');
        return buffer.Written.ToArray();
    }

    /// <summary>A comma, the name and a colon.</summary>
    public static byte[] EncodeName(string name) => [(byte)',', .. Encode(name), (byte)':'];

    /// <summary>Whether a character does something to a line or a screen rather than being shown.</summary>
    public static bool IsUnsafe(int c) => c is < ' ' or (>= 0x7F and <= 0x9F) or ArabicLetterMark or ByteOrderMark
        or (>= 0x200E and <= 0x200F) or (>= 0x2028 and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static void Append(EntryBuffer to, Rune rune)
    {
        int c = rune.Value;
        if (c is '"' or '\\')
        {
            to.Append((byte)'\\');
            to.Append((byte)c);
        }
        else if (!IsUnsafe(c))
        {
            to.Advance(rune.EncodeToUtf8(to.Room(4)));
        }
        else if (ShortFormOf(c) is not 0 and byte letter)
        {
            to.Append((byte)'\\');
            to.Append(letter);
        }
        else
        {
            Span<byte> escape = to.Room(MaxBytesPerChar);
            "\\u"u8.CopyTo(escape);
            for (int i = 0; i < 4; i++)
            {
                escape[2 + i] = "0123456789abcdef"u8[(c >> (12 - (4 * i))) & 0xF];
            }

            to.Advance(MaxBytesPerChar);
        }
    }

    private static byte ShortFormOf(int c) => c switch
    {
        '\n' => (byte)'n',
        '\r' => (byte)'r',
        '\t' => (byte)'t',
        '\b' => (byte)'b',
        '\f' => (byte)'f',
        _ => 0,
    };
}
