using System.Buffers.Binary;

namespace Obs.Delivery.Spooling;

/// <summary>How a record lies in a segment: mark, length, checksum of what follows it, time, number, and the record itself.</summary>
/// <remarks>Little-endian. Numbers rise by one from record to record of a segment, so that a gap says how many are missing.</remarks>
internal readonly struct SpoolRecord
{
    public const int HeaderBytes = 28;

    private const int LengthAt = 4;
    private const int ChecksumAt = 8;
    private const int TimeAt = 12;
    private const int NumberAt = 20;

    private SpoolRecord(int length, long milliseconds, long number)
    {
        Length = length;
        Milliseconds = milliseconds;
        Number = number;
    }

    /// <summary>Bytes of the record without its header.</summary>
    public int Length { get; }

    /// <summary>When the record was handed over, in milliseconds since 1970.</summary>
    public long Milliseconds { get; }

    public long Number { get; }

    public int Footprint => HeaderBytes + Length;

    // Bytes that no text in UTF-8 holds: a search for the next record stops at few places that are none.
    private static ReadOnlySpan<byte> Mark => [0xFF, 0x0B, 0x5E, 0xC0];

    public static void Write(Span<byte> destination, ReadOnlySpan<byte> record, long milliseconds, long number)
    {
        Mark.CopyTo(destination);
        BinaryPrimitives.WriteInt32LittleEndian(destination[LengthAt..], record.Length);
        BinaryPrimitives.WriteInt64LittleEndian(destination[TimeAt..], milliseconds);
        BinaryPrimitives.WriteInt64LittleEndian(destination[NumberAt..], number);
        record.CopyTo(destination[HeaderBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[ChecksumAt..], ChecksumOf(destination, record.Length));
    }

    /// <summary>Reads the record at the beginning of <paramref name="source"/>; false when there is none, or a damaged one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out SpoolRecord record)
    {
        record = default;
        if (source.Length < HeaderBytes || !source.StartsWith(Mark))
        {
            return false;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(source[LengthAt..]);
        if (length < 0
            || length > source.Length - HeaderBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(source[ChecksumAt..]) != ChecksumOf(source, length))
        {
            return false;
        }

        record = new SpoolRecord(
            length,
            BinaryPrimitives.ReadInt64LittleEndian(source[TimeAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[NumberAt..]));
        return true;
    }

    /// <summary>Where the next whole record begins, at <paramref name="position"/> or behind it; false when there is none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> source, ref int position, out SpoolRecord record)
    {
        while (!TryRead(source[position..], out record))
        {
            int next = position + 1 < source.Length ? source[(position + 1)..].IndexOf(Mark) : -1;
            if (next < 0)
            {
                position = source.Length;
                return false;
            }

            position += 1 + next;
        }

        return true;
    }

    private static uint ChecksumOf(ReadOnlySpan<byte> source, int length) =>
        Crc32C.Of(source[TimeAt..(HeaderBytes + length)]) ^ (uint)length;
}
