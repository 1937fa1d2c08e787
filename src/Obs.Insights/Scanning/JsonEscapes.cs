using System.Buffers.Text;
using System.Text;
using Obs.Insights.Values;

namespace Obs.Insights.Scanning;

/// <summary>The text that a JSON string with backslashes stands for.</summary>
internal static class JsonEscapes
{
    public static bool IsHex(ReadOnlySpan<byte> digits) => TryReadHex(digits, out _);

    /// <summary>Half a surrogate pair, which no text can hold, becomes U+FFFD.</summary>
    public static FieldValue Remove(ReadOnlySpan<byte> escaped)
    {
        byte[] text = new byte[escaped.Length]; // No escape is shorter than what it stands for.
        int length = 0;
        while (!escaped.IsEmpty)
        {
            int plain = escaped.IndexOf((byte)'\\');
            plain = plain < 0 ? escaped.Length : plain;
            escaped[..plain].CopyTo(text.AsSpan(length));
            length += plain;
            escaped = escaped[plain..];
            if (!escaped.IsEmpty)
            {
                Rune rune = ReadEscape(ref escaped);
                length += rune.EncodeToUtf8(text.AsSpan(length));
            }
        }

        return FieldValue.OfText(text, 0, length);
    }

    private static Rune ReadEscape(ref ReadOnlySpan<byte> escaped)
    {
        byte kind = escaped[1];
        if (kind != 'u')
        {
            escaped = escaped[2..];
            return new Rune(kind switch
            {
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'n' => '\n',
                (byte)'r' => '\r',
                (byte)'t' => '\t',
                _ => (char)kind,
            });
        }

        TryReadHex(escaped.Slice(2, 4), out char unit);
        escaped = escaped[6..];
        if (Rune.TryCreate(unit, out Rune rune))
        {
            return rune;
        }

        bool isPair = escaped.StartsWith("\\u"u8) && TryReadHex(escaped.Slice(2, 4), out char low) && Rune.TryCreate(unit, low, out rune);
        escaped = isPair ? escaped[6..] : escaped;
        return isPair ? rune : Rune.ReplacementChar;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> digits, out char unit)
    {
        bool isHex = Utf8Parser.TryParse(digits, out ushort value, out int consumed, 'x') && consumed == digits.Length;
        unit = (char)value;
        return isHex;
    }
}
