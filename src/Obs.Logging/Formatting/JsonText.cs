using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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

    public static void Append(EntryBuffer to, ReadOnlySpan<char> text)
    {
        while (true)
        {
            int plain = CopyPlain(text, to.Room(text.Length));
            to.Advance(plain);
            if (plain == text.Length)
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

    // Copies what is printable ASCII but for the two that end or escape a string, up to what is not. Looks and copies in one go: most
    // texts are shorter than what a search and a conversion take to begin with.
    private static int CopyPlain(ReadOnlySpan<char> text, Span<byte> to)
    {
        ref ushort from = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        int at = 0;
        for (; at <= text.Length - Vector128<ushort>.Count; at += Vector128<ushort>.Count)
        {
            Vector128<ushort> characters = Vector128.LoadUnsafe(ref from, (nuint)at);
            Vector128<ushort> others =
                Vector128.GreaterThan(characters - Vector128.Create((ushort)' '), Vector128.Create((ushort)('~' - ' ')))
                | Vector128.Equals(characters, Vector128.Create((ushort)'"'))
                | Vector128.Equals(characters, Vector128.Create((ushort)'\\'));
            if (others != Vector128<ushort>.Zero)
            {
                break;
            }

            Vector128.Narrow(characters, characters).GetLower().CopyTo(to[at..]);
        }

        while (at < text.Length && text[at] is >= ' ' and <= '~' and not ('"' or '\\'))
        {
            to[at] = (byte)text[at];
            at++;
        }

        return at;
    }

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
