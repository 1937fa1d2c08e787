namespace Obs.OpenTelemetry;

/// <summary>Where a field of a message in protocol buffers stands.</summary>
/// <remarks>See <see href="https://protobuf.dev/programming-guides/encoding/"/>.</remarks>
internal readonly record struct Field(int Number, int Start, int LengthAt, int ContentAt, int End)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    public Range Content => ContentAt..End;

    /// <summary>Finds the first field of a number among those of a message; those it does not understand end the search.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, Range message, int number, out Field field)
    {
        (int at, int length) = message.GetOffsetAndLength(text.Length);
        int end = at + length;
        while (TryRead(text, at, end, out field))
        {
            if (field.Number == number)
            {
                return true;
            }

            at = field.End;
        }

        return false;
    }

    /// <summary>Reads the field that begins at a place in a message; false at its end, and where it does not understand what stands
    /// there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, int at, int end, out Field field)
    {
        int start = at;
        field = default;
        if (at >= end)
        {
            return false;
        }

        ulong tag = ReadVarint(text, ref at);
        int lengthAt = at;
        ulong size = ((int)tag & 7) switch
        {
            Varint => SkipVarint(text, ref at),
            Fixed64 => sizeof(ulong),
            Bytes => ReadVarint(text, ref at),
            Fixed32 => sizeof(uint),
            _ => ulong.MaxValue,
        };
        if (at > end || size > (ulong)(end - at))
        {
            return false;
        }

        field = new Field((int)(tag >> 3), start, lengthAt, at, at + (int)size);
        return true;
    }

    /// <summary>The number that a field holds which is one.</summary>
    public ulong ReadNumber(ReadOnlySpan<byte> text)
    {
        int at = LengthAt;
        return ReadVarint(text, ref at);
    }

    /// <summary>Takes so much off the length that stands before a message. It keeps its width: a varint may be longer than it
    /// needs.</summary>
    public void Shorten(Span<byte> text, int by)
    {
        int left = End - ContentAt - by;
        for (int at = LengthAt; at < ContentAt; at++)
        {
            text[at] = (byte)((left & 0x7F) | (at < ContentAt - 1 ? 0x80 : 0));
            left >>= 7;
        }
    }

    private static ulong SkipVarint(ReadOnlySpan<byte> text, ref int at)
    {
        ReadVarint(text, ref at);
        return 0;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> text, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; at < text.Length && shift < 64; shift += 7)
        {
            byte part = text[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        return value;
    }
}
