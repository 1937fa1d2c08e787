using System.Buffers.Binary;

namespace Obs.Local.Metrics;

/// <summary>Values and counts as bytes: 8 for a value, 8 for its count, little-endian, in turn.</summary>
internal static class DistributionBytes
{
    /// <summary>Bytes of one value with its count.</summary>
    public const int PairSize = 16;

    public static byte[] Write(ReadOnlySpan<double> values, ReadOnlySpan<double> counts)
    {
        byte[] bytes = new byte[values.Length * PairSize];
        for (int index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(index * PairSize), values[index]);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan((index * PairSize) + 8), counts[index]);
        }

        return bytes;
    }

    public static void Read(ReadOnlySpan<byte> bytes, List<(double Value, double Count)> pairs)
    {
        for (; bytes.Length >= PairSize; bytes = bytes[PairSize..])
        {
            pairs.Add((BinaryPrimitives.ReadDoubleLittleEndian(bytes), BinaryPrimitives.ReadDoubleLittleEndian(bytes[8..])));
        }
    }
}
