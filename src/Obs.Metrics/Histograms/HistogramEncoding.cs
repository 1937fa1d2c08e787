using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;

namespace Obs.Metrics;

/// <summary>
/// HdrHistogram's V2 encoding, plain and compressed: what every other implementation reads and writes.
/// </summary>
/// <remarks>
/// The compressed form is written as a complete zlib stream. It is read complete or cut off before its checksum, as the
/// <c>HdrHistogram</c> package for .NET writes it. Thread safety: every member may be called from any thread.
/// </remarks>
public static class HistogramEncoding
{
    private const int PlainCookie = 0x1c849313;
    private const int CompressedCookie = 0x1c849314;
    private const int HeaderBytes = 40;
    private const int CompressedHeaderBytes = 8;
    private const int ZlibHeaderBytes = 2;
    private const int InitialBytes = 4 << 10;

    /// <summary>Writes a histogram in the V2 encoding.</summary>
    public static byte[] Encode(Histogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        using var output = new RentedOutput(InitialBytes);
        WritePlain(output, histogram.Counts, histogram.Layout);
        return output.Written.ToArray();
    }

    /// <summary>Writes a histogram in the V2 encoding, compressed.</summary>
    public static byte[] EncodeCompressed(Histogram histogram)
    {
        using var output = new MemoryStream();
        output.Write(new byte[CompressedHeaderBytes]);
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(Encode(histogram));
        }

        byte[] encoded = output.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(encoded, CompressedCookie);
        BinaryPrimitives.WriteInt32BigEndian(encoded.AsSpan(4), encoded.Length - CompressedHeaderBytes);
        return encoded;
    }

    /// <summary>Writes counts in the compressed form, their bytes stored as they are: for answers that hold hundreds.</summary>
    internal static void WriteStored(RentedOutput output, SlotCounts counts, HistogramLayout layout)
    {
        using var plain = new RentedOutput(InitialBytes);
        WritePlain(plain, counts, layout);
        int start = output.WrittenCount;
        _ = output.GetSpan(CompressedHeaderBytes);
        output.Advance(CompressedHeaderBytes);
        StoredZlib.Write(output, plain.Written);
        Span<byte> written = output.Written[start..];
        BinaryPrimitives.WriteInt32BigEndian(written, CompressedCookie);
        BinaryPrimitives.WriteInt32BigEndian(written[4..], written.Length - CompressedHeaderBytes);
    }

    /// <summary>Reads either form.</summary>
    /// <param name="encoded">What was written. Bytes after its end are ignored.</param>
    /// <param name="histogram">The histogram, of the fixed range that the data name.</param>
    /// <param name="error">What is wrong with the data.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> encoded,
        [NotNullWhen(true)] out Histogram? histogram,
        [NotNullWhen(false)] out string? error)
    {
        histogram = null;
        if (encoded.Length < CompressedHeaderBytes)
        {
            error = $"{encoded.Length} bytes are too few for an HdrHistogram.";
            return false;
        }

        int cookie = BinaryPrimitives.ReadInt32BigEndian(encoded);
        if (cookie == PlainCookie)
        {
            return TryDecodePlain(encoded, out histogram, out error);
        }

        if (cookie != CompressedCookie)
        {
            error =
                $"the cookie 0x{cookie:x8} is not that of an HdrHistogram in V2 encoding (0x{PlainCookie:x8} or 0x{CompressedCookie:x8}).";
            return false;
        }

        ReadOnlySpan<byte> body = encoded[CompressedHeaderBytes..];
        int length = BinaryPrimitives.ReadInt32BigEndian(encoded[4..]);
        if (length <= ZlibHeaderBytes || length > body.Length)
        {
            error = $"the header names {length} compressed bytes; there are {body.Length}.";
            return false;
        }

        if (!TryInflate(body[ZlibHeaderBytes..length], out byte[] plain))
        {
            error = "the compressed data are damaged.";
            return false;
        }

        return TryDecodePlain(plain, out histogram, out error);
    }

    private static void WritePlain(RentedOutput output, SlotCounts counts, HistogramLayout layout)
    {
        output.GetSpan(HeaderBytes)[..HeaderBytes].Clear();
        output.Advance(HeaderBytes);
        if (CountsCodec.EncodeTo(output, counts) == 0)
        {
            // The published encoding always writes the slot of zero.
            output.GetSpan(1)[0] = 0;
            output.Advance(1);
        }

        Span<byte> header = output.Written;
        BinaryPrimitives.WriteInt32BigEndian(header, PlainCookie);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], output.WrittenCount - HeaderBytes);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], layout.Digits);
        BinaryPrimitives.WriteInt64BigEndian(header[16..], layout.Lowest);
        BinaryPrimitives.WriteInt64BigEndian(header[24..], layout.Highest);
        BinaryPrimitives.WriteDoubleBigEndian(header[32..], 1);
    }

    private static bool TryDecodePlain(ReadOnlySpan<byte> encoded, out Histogram? histogram, out string? error)
    {
        histogram = null;
        if (!TryReadLayout(encoded, out HistogramLayout? layout, out int length, out error))
        {
            return false;
        }

        var decoded = new Histogram(layout, isAutoRanging: false);
        var reader = new CountsReader(encoded.Slice(HeaderBytes, length));
        while (reader.MoveNext())
        {
            if (!decoded.TryRestore(reader.Slot, reader.Count))
            {
                error = $"slot {reader.Slot} is beyond the {layout.Length} of the header, or the total beyond 64 bits.";
                return false;
            }
        }

        histogram = decoded;
        error = reader.IsCorrupt ? "the counts are cut short or damaged." : null;
        return !reader.IsCorrupt;
    }

    private static bool TryReadLayout(
        ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out HistogramLayout? layout, out int length, out string? error)
    {
        layout = null;
        length = 0;
        if (encoded.Length < HeaderBytes || BinaryPrimitives.ReadInt32BigEndian(encoded) != PlainCookie)
        {
            error = "the header is cut short or not that of the V2 encoding.";
            return false;
        }

        length = BinaryPrimitives.ReadInt32BigEndian(encoded[4..]);
        int offset = BinaryPrimitives.ReadInt32BigEndian(encoded[8..]);
        int digits = BinaryPrimitives.ReadInt32BigEndian(encoded[12..]);
        long lowest = BinaryPrimitives.ReadInt64BigEndian(encoded[16..]);
        long highest = BinaryPrimitives.ReadInt64BigEndian(encoded[24..]);
        error = (length, offset) switch
        {
            _ when length < 0 || length > encoded.Length - HeaderBytes =>
                $"the header names {length} bytes of counts; there are {encoded.Length - HeaderBytes}.",

            // The JavaScript implementation always writes 1 and means 0. A real offset is a multiple of half a bucket, 16 or more.
            (_, not (0 or 1)) => $"a normalizing offset of {offset} is not supported; only 0 is.",
            _ => HistogramLayout.WhyNot(lowest, highest, digits),
        };
        layout = error is null ? new HistogramLayout(lowest, highest, digits) : null;
        return layout is not null;
    }

    // Raw deflate behind the two bytes of zlib's header reads both what ends in a checksum and what lacks it.
    private static bool TryInflate(ReadOnlySpan<byte> deflated, out byte[] plain)
    {
        plain = [];
        try
        {
            using var input = new MemoryStream(deflated.ToArray(), writable: false);
            using var inflater = new DeflateStream(input, CompressionMode.Decompress);
            byte[] header = new byte[HeaderBytes];
            inflater.ReadExactly(header);
            if (!TryReadCountsLength(header, out int length))
            {
                return false;
            }

            // Sized by the header, so that a small bomb cannot unfold into more than a histogram can hold.
            plain = new byte[HeaderBytes + length];
            header.CopyTo(plain, 0);
            inflater.ReadExactly(plain, HeaderBytes, length);
            return true;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    private static bool TryReadCountsLength(ReadOnlySpan<byte> header, out int length)
    {
        length = BinaryPrimitives.ReadInt32BigEndian(header[4..]);
        return length >= 0 && length <= HistogramLayout.MaxLength * CountsCodec.MaxNumberBytes;
    }
}
