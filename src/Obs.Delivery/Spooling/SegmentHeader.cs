using System.Buffers.Binary;

namespace Obs.Delivery.Spooling;

/// <summary>The beginning of a segment file: the number of its first record, and twice the place up to which it was dealt with.</summary>
/// <remarks>The two places are written in turn, each under a checksum. One that was being written when the power went is not believed,
/// and the other one says a little less.</remarks>
internal readonly struct SegmentHeader
{
    public const int Bytes = 64;

    private const int FirstAt = 8;
    private const int ChecksumAt = 16;
    private const int PlacesAt = 24;
    private const int PlaceBytes = 20;

    private SegmentHeader(long? firstNumber, long offset, long? nextNumber)
    {
        FirstNumber = firstNumber;
        Offset = offset;
        NextNumber = nextNumber ?? firstNumber;
    }

    /// <summary>The number of the first record; null where that is damaged.</summary>
    public long? FirstNumber { get; }

    /// <summary>Where the first record lies that is still to be sent.</summary>
    public long Offset { get; }

    /// <summary>The number that record has; null where nobody knows.</summary>
    public long? NextNumber { get; }

    private static ReadOnlySpan<byte> Magic => "OBSSPL01"u8;

    public static void Write(Span<byte> destination, long firstNumber)
    {
        destination[..Bytes].Clear();
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteInt64LittleEndian(destination[FirstAt..], firstNumber);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[ChecksumAt..], Crc32C.Of(destination[..ChecksumAt]));
    }

    /// <summary>Writes a place that says how far the segment was dealt with, and returns where in the file it belongs.</summary>
    public static long WritePlace(Span<byte> destination, int turn, long offset, long nextNumber, out int length)
    {
        BinaryPrimitives.WriteInt64LittleEndian(destination, offset);
        BinaryPrimitives.WriteInt64LittleEndian(destination[8..], nextNumber);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], Crc32C.Of(destination[..16]));
        length = PlaceBytes;
        return PlacesAt + ((turn & 1) * PlaceBytes);
    }

    public static SegmentHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < Bytes)
        {
            return new SegmentHeader(null, file.Length, null);
        }

        bool isWhole = file.StartsWith(Magic)
            && BinaryPrimitives.ReadUInt32LittleEndian(file[ChecksumAt..]) == Crc32C.Of(file[..ChecksumAt]);
        long? first = isWhole ? BinaryPrimitives.ReadInt64LittleEndian(file[FirstAt..]) : null;
        (long Offset, long Next)? place = ReadPlace(file[PlacesAt..]);
        (long Offset, long Next)? other = ReadPlace(file[(PlacesAt + PlaceBytes)..]);
        (long Offset, long Next)? best = place is null || other?.Offset > place.Value.Offset ? other : place;
        return best is { } at && at.Offset >= Bytes && at.Offset <= file.Length
            ? new SegmentHeader(first, at.Offset, at.Next)
            : new SegmentHeader(first, Bytes, null);
    }

    private static (long Offset, long Next)? ReadPlace(ReadOnlySpan<byte> place) =>
        BinaryPrimitives.ReadUInt32LittleEndian(place[16..]) == Crc32C.Of(place[..16])
            ? (BinaryPrimitives.ReadInt64LittleEndian(place), BinaryPrimitives.ReadInt64LittleEndian(place[8..]))
            : null;
}
