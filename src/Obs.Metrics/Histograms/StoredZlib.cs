using System.Buffers;
using System.Buffers.Binary;

namespace Obs.Metrics;

/// <summary>Writes complete zlib streams (<see href="https://www.rfc-editor.org/rfc/rfc1950">RFC 1950</see>) whose blocks are stored as
/// they are.</summary>
/// <remarks>Every inflater reads them, and they cost a copy. Compressing takes a quarter of a megabyte of state for each stream, which the
/// few hundred bytes of a histogram are not worth.</remarks>
internal static class StoredZlib
{
    private const int MaxBlockBytes = ushort.MaxValue;
    private const int BlockHeaderBytes = 5;
    private const uint Modulus = 65_521; // The largest prime below 2^16.

    // As many bytes as can be summed before the second sum would not fit 32 bits (RFC 1950, section 9).
    private const int MaxSummedBytes = 5_552;

    private static ReadOnlySpan<byte> Header => [0x78, 0x01];

    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> plain)
    {
        output.Write(Header);
        ReadOnlySpan<byte> rest = plain;
        do
        {
            ReadOnlySpan<byte> block = rest[..Math.Min(rest.Length, MaxBlockBytes)];
            rest = rest[block.Length..];
            Span<byte> header = output.GetSpan(BlockHeaderBytes);
            header[0] = (byte)(rest.IsEmpty ? 1 : 0);
            BinaryPrimitives.WriteUInt16LittleEndian(header[1..], (ushort)block.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(header[3..], (ushort)~block.Length);
            output.Advance(BlockHeaderBytes);
            output.Write(block);
        }
        while (!rest.IsEmpty);
        BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(sizeof(uint)), Adler32(plain));
        output.Advance(sizeof(uint));
    }

    private static uint Adler32(ReadOnlySpan<byte> data)
    {
        uint sum = 1;
        uint sums = 0;
        while (!data.IsEmpty)
        {
            ReadOnlySpan<byte> part = data[..Math.Min(data.Length, MaxSummedBytes)];
            foreach (byte one in part)
            {
                sum += one;
                sums += sum;
            }

            sum %= Modulus;
            sums %= Modulus;
            data = data[part.Length..];
        }

        return (sums << 16) | sum;
    }
}
