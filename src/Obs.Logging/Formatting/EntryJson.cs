using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Obs.Logging.Formatting;

/// <summary>A JSON writer that keeps an entry within its bounds: 64 KiB in all, 8 KiB a string.</summary>
internal sealed class EntryJson
{
    public const int MaxEntryBytes = 64 * 1024;
    public const int MaxTextBytes = 8 * 1024;

    /// <summary>Kept free for what closes an entry: brackets and the mark that something was cut.</summary>
    private const int TailBytes = 128;

    /// <summary>What one UTF-16 unit can become: <c>\u0000</c>.</summary>
    private const int MaxBytesPerChar = 6;

    /// <summary>What a printable ASCII character can become: a quote or a backslash is escaped by another.</summary>
    private const int MaxBytesPerPrintable = 2;

    /// <summary>What one UTF-16 unit can become in plain UTF-8.</summary>
    private const int MaxUtf8PerChar = 3;

    private const string Ellipsis = "…";

    private readonly EntryBuffer _buffer = new();
    private readonly char[] _clipped = new char[MaxTextBytes + 1];
    private int _held;

    public EntryJson() => Writer = new Utf8JsonWriter(
        _buffer, new JsonWriterOptions { Encoder = EntryShape.Encoder, SkipValidation = true });

    public Utf8JsonWriter Writer { get; }

    /// <summary>Whether anything had to be left out.</summary>
    public bool IsTruncated { get; set; }

    private int Remaining => MaxEntryBytes - TailBytes - _held - (int)(Writer.BytesCommitted + Writer.BytesPending);

    public void Begin()
    {
        _buffer.Reset();
        Writer.Reset(_buffer);
        IsTruncated = false;
        _held = 0;
        Writer.WriteStartObject();
    }

    public ReadOnlySpan<byte> End()
    {
        if (IsTruncated)
        {
            Writer.WriteBoolean(Fields.Truncated, true);
        }

        Writer.WriteEndObject();
        Writer.Flush();
        return _buffer.Written;
    }

    /// <summary>Keeps half of the room from the value about to be written, so that what follows is not crowded out by one large thing.</summary>
    /// <returns>What <see cref="Release"/> takes.</returns>
    public int HoldHalf()
    {
        int half = Math.Max(0, Remaining / 2);
        _held += half;
        return half;
    }

    public void Release(int held) => _held -= held;

    /// <summary>Whether a member of that name and at least a short value still fit; if not, the entry is marked as cut.</summary>
    public bool HasRoomFor(JsonEncodedText name)
    {
        bool fits = Remaining > name.EncodedUtf8Bytes.Length + TailBytes;
        IsTruncated |= !fits;
        return fits;
    }

    public void WriteText(JsonEncodedText name, ReadOnlySpan<char> text)
    {
        if (HasRoomFor(name))
        {
            Writer.WritePropertyName(name);
            WriteText(text);
        }
    }

    /// <summary>Writes a string value, with secrets that look like secrets masked and no longer than there is room for.</summary>
    public void WriteText(ReadOnlySpan<char> text)
    {
        if (SecretMask.TryMask(text, out string? masked))
        {
            text = masked;
        }

        int fitting = FittingChars(text);
        if (fitting == text.Length)
        {
            Writer.WriteStringValue(text);
            return;
        }

        IsTruncated = true;
        text[..fitting].CopyTo(_clipped);
        Ellipsis.CopyTo(_clipped.AsSpan(fitting));
        Writer.WriteStringValue(_clipped.AsSpan(0, fitting + Ellipsis.Length));
    }

    private int FittingChars(ReadOnlySpan<char> text)
    {
        int fitting = text.Length;
        if (fitting > MaxTextBytes / MaxUtf8PerChar)
        {
            fitting = CharsIn(MaxTextBytes, text);
        }

        // No text takes more than half of the room either. How many bytes it will take need not be known exactly.
        int room = Math.Max(0, Remaining / 2);
        if (fitting * MaxBytesPerChar > room && MostBytes(text[..fitting]) > room)
        {
            fitting = Math.Min(fitting, Math.Max(0, (room / MaxBytesPerChar) - 1));
            fitting -= fitting > 0 && char.IsHighSurrogate(text[fitting - 1]) ? 1 : 0;
        }

        return fitting;
    }

    private static int MostBytes(ReadOnlySpan<char> text)
    {
        int others = 0;
        foreach (char c in text)
        {
            others += c is < ' ' or > '~' ? 1 : 0;
        }

        return (text.Length * MaxBytesPerPrintable) + (others * (MaxBytesPerChar - MaxBytesPerPrintable));
    }

    private static int CharsIn(int bytes, ReadOnlySpan<char> text)
    {
        if (text.Length <= bytes && Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text.Length;
        }

        Span<byte> scratch = stackalloc byte[MaxTextBytes];
        Utf8.FromUtf16(text, scratch[..bytes], out int read, out _, replaceInvalidSequences: true, isFinalBlock: true);
        return read;
    }
}
