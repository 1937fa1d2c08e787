using System.Buffers;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>Functions on text. Lengths and positions count code points.</summary>
internal static class TextFunctions
{
    // An event is at most 1 MiB; a thousand arguments, or a replacement of a thousand characters, would make a gigabyte of it.
    private const long MaxMadeBytes = 4L << 20;

    public static FieldValue IsEmpty(FieldValue[] arguments) =>
        FieldValue.OfBoolean(arguments[0].IsMissing || arguments[0].ToUtf8().IsEmpty);

    public static FieldValue IsBlank(FieldValue[] arguments) =>
        FieldValue.OfBoolean(arguments[0].IsMissing || string.IsNullOrWhiteSpace(arguments[0].ToText()));

    public static FieldValue Concat(FieldValue[] arguments)
    {
        var text = new ArrayBufferWriter<byte>();
        foreach (FieldValue value in arguments)
        {
            Require(text.WrittenCount + (value.IsMissing ? 0L : value.ToUtf8().Length));
            text.Write(value.IsMissing ? default : value.ToUtf8());
        }

        return FieldValue.OfText(text.WrittenSpan.ToArray());
    }

    public static FieldValue TrimStart(FieldValue[] arguments) => Trim(arguments, atStart: true, atEnd: false);

    public static FieldValue TrimEnd(FieldValue[] arguments) => Trim(arguments, atStart: false, atEnd: true);

    public static FieldValue Trim(FieldValue[] arguments) => Trim(arguments, atStart: true, atEnd: true);

    public static FieldValue Length(FieldValue[] arguments) =>
        arguments[0].IsMissing ? default : FieldValue.OfNumber(CountRunes(arguments[0].ToUtf8()));

    public static FieldValue ToUpper(FieldValue[] arguments) =>
        arguments[0].IsMissing ? default : FieldValue.OfText(arguments[0].ToText().ToUpperInvariant());

    public static FieldValue ToLower(FieldValue[] arguments) =>
        arguments[0].IsMissing ? default : FieldValue.OfText(arguments[0].ToText().ToLowerInvariant());

    public static FieldValue Substring(FieldValue[] arguments)
    {
        double length = double.MaxValue;
        if (arguments[0].IsMissing || !arguments[1].TryGetNumber(out double start)
            || (arguments.Length > 2 && !arguments[2].TryGetNumber(out length)))
        {
            return default;
        }

        ReadOnlySpan<byte> text = arguments[0].ToUtf8();
        ReadOnlySpan<byte> tail = text[OffsetOfRune(text, start)..];
        return FieldValue.OfText(tail[..OffsetOfRune(tail, length)].ToArray());
    }

    public static FieldValue Replace(FieldValue[] arguments)
    {
        if (arguments[0].IsMissing || arguments[1].IsMissing || arguments[2].IsMissing)
        {
            return default;
        }

        string find = arguments[1].ToText();
        string text = arguments[0].ToText();
        if (find.Length == 0)
        {
            return FieldValue.OfText(text);
        }

        string replacement = arguments[2].ToText();
        Require(text.Length + (text.AsSpan().Count(find) * (long)(replacement.Length - find.Length)));
        return FieldValue.OfText(text.Replace(find, replacement, StringComparison.Ordinal));
    }

    public static FieldValue Contains(FieldValue[] arguments) =>
        FieldValue.OfBoolean(
            !arguments[0].IsMissing && !arguments[1].IsMissing && arguments[0].ToUtf8().IndexOf(arguments[1].ToUtf8()) >= 0);

    private static FieldValue Trim(FieldValue[] arguments, bool atStart, bool atEnd)
    {
        if (arguments[0].IsMissing)
        {
            return default;
        }

        string text = arguments[0].ToText();
        char[]? set = arguments.Length > 1 && !arguments[1].IsMissing ? arguments[1].ToText().ToCharArray() : null;
        text = atStart ? text.TrimStart(set) : text;
        return FieldValue.OfText(atEnd ? text.TrimEnd(set) : text);
    }

    private static void Require(long bytes)
    {
        if (bytes > MaxMadeBytes)
        {
            throw new InsightsLimitException($"concat or replace makes a text of more than {MaxMadeBytes} bytes of one event.");
        }
    }

    private static int CountRunes(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte unit in text)
        {
            count += (unit & 0xC0) == 0x80 ? 0 : 1; // Continuation bytes belong to the code point before them.
        }

        return count;
    }

    private static int OffsetOfRune(ReadOnlySpan<byte> text, double index)
    {
        double seen = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if ((text[i] & 0xC0) != 0x80 && seen++ >= index)
            {
                return i;
            }
        }

        return text.Length;
    }
}
