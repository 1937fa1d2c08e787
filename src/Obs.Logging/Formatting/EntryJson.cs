using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Obs.Logging.Redaction;

namespace Obs.Logging.Formatting;

/// <summary>Writes JSON and keeps an entry within its bounds: 64 KiB in all and 8 KiB a string, or as many times as much as the options
/// say.</summary>
/// <remarks>Not a <see cref="System.Text.Json.Utf8JsonWriter"/>: most of an entry is the same in every entry and is copied as it stands,
/// and that writer's bookkeeping alone would cost as much as the rest (decision 17).</remarks>
internal sealed class EntryJson
{
    /// <summary>Of an entry, what one string may take.</summary>
    public const int TextShare = 8;

    /// <summary>A string of this many bytes fits every entry, whatever the options say.</summary>
    public const int AnyTextBytes = 8 * 1024;

    /// <summary>Kept free for what closes an entry: brackets and the mark that something was cut.</summary>
    private const int TailBytes = 128;

    /// <summary>What a printable ASCII character can become: a quote or a backslash is escaped by another.</summary>
    private const int MaxBytesPerPrintable = 2;

    /// <summary>What one UTF-16 unit can become in plain UTF-8.</summary>
    private const int MaxUtf8PerChar = 3;

    private const int MaxNumberBytes = 64;

    private readonly EntryBuffer _buffer = new();
    private RedactionPolicy _redaction = null!;
    private int _maxBytes;
    private bool _isFirst;
    private int _held;

    /// <summary>Whether anything had to be left out.</summary>
    public bool IsTruncated { get; set; }

    /// <summary>What is written so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.Written;

    private int Remaining => _maxBytes - TailBytes - _held - _buffer.Length;

    /// <summary>Begins an entry; what it begins with is <see cref="Raw"/>, up to and with the first member.</summary>
    public void Begin(EntryShape shape)
    {
        _redaction = shape.Redaction;
        _maxBytes = shape.MaxBytes;
        _buffer.Reset();
        IsTruncated = false;
        _isFirst = false;
        _held = 0;
    }

    public ReadOnlySpan<byte> End()
    {
        if (IsTruncated)
        {
            Raw(Fields.Truncated);
            Raw("true"u8);
        }

        EndObject();
        return _buffer.Written;
    }

    /// <summary>Keeps half of the room from the value about to be written, so that what follows is not crowded out by one large
    /// thing.</summary>
    /// <returns>What <see cref="Release"/> takes.</returns>
    public int HoldHalf()
    {
        int half = Math.Max(0, Remaining / 2);
        _held += half;
        return half;
    }

    public void Release(int held) => _held -= held;

    /// <summary>Whether a member of that name and at least a short value still fit; if not, the entry is marked as cut.</summary>
    public bool HasRoomFor(ReadOnlySpan<byte> name)
    {
        bool fits = Remaining > name.Length + TailBytes;
        IsTruncated |= !fits;
        return fits;
    }

    /// <summary>Copies what is JSON already.</summary>
    public void Raw(ReadOnlySpan<byte> json) => _buffer.Append(json);

    public void StartObject() => Start((byte)'{');

    public void EndObject() => Finish((byte)'}');

    public void StartArray() => Start((byte)'[');

    public void EndArray() => Finish((byte)']');

    /// <summary>Writes a name as <see cref="JsonText.EncodeName"/> has made it, which begins with a comma.</summary>
    public void Name(ReadOnlySpan<byte> encoded)
    {
        _buffer.Append(_isFirst ? encoded[1..] : encoded);
        _isFirst = false;
    }

    /// <summary>Goes on to the next item of an array.</summary>
    public void Item()
    {
        if (!_isFirst)
        {
            _buffer.Append((byte)',');
        }

        _isFirst = false;
    }

    public void Number(double value)
    {
        Span<byte> room = _buffer.Room(MaxNumberBytes);
        if (!ShortDecimal.TryFormat(value, room, out int written))
        {
            value.TryFormat(room, out written, default, CultureInfo.InvariantCulture);
        }

        _buffer.Advance(written);
    }

    public void Number<T>(T value)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(_buffer.Room(MaxNumberBytes), out int written, default, CultureInfo.InvariantCulture);
        _buffer.Advance(written);
    }

    /// <summary>Writes a member, unless there is no room for it.</summary>
    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<char> text)
    {
        if (HasRoomFor(name))
        {
            Name(name);
            Text(text);
        }
    }

    /// <summary>Writes a string value, with secrets that look like secrets masked and no longer than there is room for.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        if (_redaction.TryMask(text, out string? masked))
        {
            text = masked;
        }

        int fitting = FittingChars(text);
        _buffer.Append((byte)'"');
        JsonText.Append(_buffer, text[..fitting]);
        if (fitting < text.Length)
        {
            IsTruncated = true;
            _buffer.Append("…"u8);
        }

        _buffer.Append((byte)'"');
    }

    private void Start(byte bracket)
    {
        _buffer.Append(bracket);
        _isFirst = true;
    }

    private void Finish(byte bracket)
    {
        _buffer.Append(bracket);
        _isFirst = false;
    }

    private int FittingChars(ReadOnlySpan<char> text)
    {
        int fitting = text.Length;
        int most = _maxBytes / TextShare;
        if (fitting > most / MaxUtf8PerChar)
        {
            fitting = CharsIn(most, text);
        }

        // No text takes more than half of the room either. How many bytes it will take need not be known exactly.
        int room = Math.Max(0, Remaining / 2);
        if (fitting * JsonText.MaxBytesPerChar > room && MostBytes(text[..fitting]) > room)
        {
            fitting = Math.Min(fitting, Math.Max(0, (room / JsonText.MaxBytesPerChar) - 1));
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

        return (text.Length * MaxBytesPerPrintable) + (others * (JsonText.MaxBytesPerChar - MaxBytesPerPrintable));
    }

    private static int CharsIn(int bytes, ReadOnlySpan<char> text)
    {
        if (text.Length <= bytes && Encoding.UTF8.GetByteCount(text) <= bytes)
        {
            return text.Length;
        }

        Span<byte> scratch = stackalloc byte[AnyTextBytes];
        int fitting = 0;
        int written;
        do
        {
            Utf8.FromUtf16(
                text[fitting..],
                scratch[..Math.Min(bytes, AnyTextBytes)],
                out int read,
                out written,
                replaceInvalidSequences: true,
                isFinalBlock: true);
            fitting += read;
            bytes -= written;
        }
        while (written > 0 && fitting < text.Length);
        return fitting;
    }
}
