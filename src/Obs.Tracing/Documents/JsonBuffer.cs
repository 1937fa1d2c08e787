using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;

namespace Obs.Tracing;

/// <summary>Writes UTF-8 JSON into one array that is used again and again. Puts the commas itself; does not check what it is asked to
/// write.</summary>
/// <remarks>Text may hold anything: what JSON does not allow is escaped, and half a surrogate pair becomes U+FFFD.</remarks>
internal sealed class JsonBuffer
{
    private const int MaxKeptBytes = 128 * 1024;

    // Twice what a document may have: beyond that it is refused anyway, and what it says does not matter any more.
    private const int MaxTextBytes = 2 * XRayLimits.DocumentBytes;
    private const int NumberLength = 32;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (char)code), '"', '\\', '\u007F', '\u2028', '\u2029']);

    private byte[] _bytes = new byte[4_096];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > MaxKeptBytes)
        {
            _bytes = new byte[4_096];
        }
    }

    /// <summary>Takes back what was written after a point.</summary>
    public void Rewind(int length) => Length = length;

    public void StartObject() => Start((byte)'{');

    public void EndObject() => Put((byte)'}');

    public void StartArray() => Start((byte)'[');

    public void EndArray() => Put((byte)']');

    /// <summary>Begins a property whose name needs no escaping.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Separate();
        Span<byte> target = Reserve(name.Length + 3);
        target[0] = (byte)'"';
        name.CopyTo(target[1..]);
        target[name.Length + 1] = (byte)'"';
        target[name.Length + 2] = (byte)':';
        Length += name.Length + 3;
    }

    /// <summary>Begins a property with any name.</summary>
    public void Name(ReadOnlySpan<char> name)
    {
        Value(name);
        Put((byte)':');
    }

    /// <summary>Begins an object that is the value of a property.</summary>
    public void StartObject(ReadOnlySpan<byte> name)
    {
        Name(name);
        Put((byte)'{');
    }

    /// <summary>Begins an array that is the value of a property.</summary>
    public void StartArray(ReadOnlySpan<byte> name)
    {
        Name(name);
        Put((byte)'[');
    }

    public void Value(ReadOnlySpan<char> text)
    {
        StartString();
        Text(text);
        EndString();
    }

    /// <summary>Writes text, cut to so many characters with an ellipsis in place of the rest.</summary>
    public void Value(ReadOnlySpan<char> text, int most)
    {
        StartString();
        Text(text, most);
        EndString();
    }

    /// <summary>Writes a trace id in the form of X-Ray, <c>1-5759e988-bd862e3fe1be46a994272793</c>.</summary>
    public void TraceId(ActivityTraceId traceId)
    {
        ReadOnlySpan<char> hex = traceId.ToHexString();
        StartString();
        Text("1-");
        Text(hex[..8]);
        Text("-");
        Text(hex[8..]);
        EndString();
    }

    public void Value(long number) => Number(number, default);

    public void Value(ulong number) => Number(number, default);

    public void Value(decimal number) => Number(number, default);

    public void Value(double number)
    {
        if (double.IsFinite(number))
        {
            Number(number, "R");
        }
        else
        {
            Value(number.ToString(CultureInfo.InvariantCulture));
        }
    }

    public void Value(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Null() => Raw("null"u8);

    /// <summary>Writes a value that already is JSON.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        Separate();
        json.CopyTo(Reserve(json.Length));
        Length += json.Length;
    }

    /// <summary>Writes seconds since 1970 with a resolution of a microsecond and no trailing zeros.</summary>
    public void EpochSeconds(DateTime utc)
    {
        (long seconds, long micros) = Math.DivRem((utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond, 1_000_000);
        Value(seconds);
        if (micros <= 0)
        {
            return;
        }

        Put((byte)'.');
        Span<byte> target = Reserve(6);
        Utf8Formatter.TryFormat(micros, target, out int written, new StandardFormat('D', 6));
        Length += target[..written].LastIndexOfAnyExcept((byte)'0') + 1;
    }

    public void StartString()
    {
        Separate();
        Put((byte)'"');
    }

    public void EndString() => Put((byte)'"');

    /// <summary>Makes the string just written the name of a property.</summary>
    public void EndName()
    {
        EndString();
        Put((byte)':');
    }

    /// <summary>Part of a string that has been started, cut to so many characters.</summary>
    public void Text(ReadOnlySpan<char> text, int most)
    {
        if (text.Length <= most)
        {
            Text(text);
            return;
        }

        int end = most - 1;
        Text(text[..(end > 0 && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]);
        Text("…");
    }

    /// <summary>Part of a string that has been started.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        if (Length < MaxTextBytes)
        {
            int plain = CopyPlain(text, Reserve(text.Length));
            Length += plain;
            text = text[plain..];
        }

        while (!text.IsEmpty && Length < MaxTextBytes)
        {
            int safe = text.IndexOfAny(Escaped);
            ReadOnlySpan<char> run = safe < 0 ? text : text[..safe];
            Utf8.FromUtf16(run, Reserve(run.Length * 3), out _, out int written);
            Length += written;
            if (safe < 0)
            {
                return;
            }

            Escape(text[safe]);
            text = text[(safe + 1)..];
        }
    }

    // Most text is short and plain: one look at each character, and never again.
    private static int CopyPlain(ReadOnlySpan<char> text, Span<byte> target)
    {
        int done = 0;
        ReadOnlySpan<ushort> units = MemoryMarshal.Cast<char, ushort>(text);
        while (units.Length - done >= Vector128<ushort>.Count)
        {
            Vector128<ushort> some = Vector128.Create(units[done..]);
            Vector128<ushort> odd = Vector128.LessThan(some, Vector128.Create((ushort)' '))
                | Vector128.GreaterThan(some, Vector128.Create((ushort)'~'))
                | Vector128.Equals(some, Vector128.Create((ushort)'"'))
                | Vector128.Equals(some, Vector128.Create((ushort)'\\'));
            if (odd != Vector128<ushort>.Zero)
            {
                break;
            }

            Vector128.Narrow(some, some).GetLower().CopyTo(target[done..]);
            done += Vector128<ushort>.Count;
        }

        while (done < text.Length && text[done] is >= ' ' and <= '~' and not ('"' or '\\'))
        {
            target[done] = (byte)text[done];
            done++;
        }

        return done;
    }

    private void Escape(char character)
    {
        byte letter = character switch
        {
            '"' => (byte)'"',
            '\\' => (byte)'\\',
            '\n' => (byte)'n',
            '\r' => (byte)'r',
            '\t' => (byte)'t',
            _ => (byte)'u',
        };
        Put((byte)'\\');
        Put(letter);
        if (letter == (byte)'u')
        {
            Utf8Formatter.TryFormat((ushort)character, Reserve(4), out int written, new StandardFormat('X', 4));
            Length += written;
        }
    }

    private void Number<T>(T number, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        Separate();
        number.TryFormat(Reserve(NumberLength), out int written, format, CultureInfo.InvariantCulture);
        Length += written;
    }

    private void Start(byte bracket)
    {
        Separate();
        Put(bracket);
    }

    // The last byte tells: only after an opening bracket, a colon or nothing at all does a value stand without a comma.
    private void Separate()
    {
        if (Length > 0 && _bytes[Length - 1] is not ((byte)'{' or (byte)'[' or (byte)':'))
        {
            Put((byte)',');
        }
    }

    private void Put(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    private Span<byte> Reserve(int size)
    {
        if (_bytes.Length - Length < size)
        {
            Grow(size);
        }

        return _bytes.AsSpan(Length);
    }

    private void Grow(int size) => Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + size));
}
