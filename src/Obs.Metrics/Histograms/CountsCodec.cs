using System.Buffers;

namespace Obs.Metrics;

/// <summary>The counts of HdrHistogram's V2 encoding: a ZigZag LEB128 number for each slot, a negative one for a run of empty slots.</summary>
internal static class CountsCodec
{
    /// <summary>Nine bytes hold 64 bits: eight times seven, and the ninth whole. This is what sets the form apart from plain LEB128.</summary>
    public const int MaxNumberBytes = 9;

    public static byte[] Encode(SlotCounts counts)
    {
        var output = new ArrayBufferWriter<byte>(64);
        int next = 0;
        int slot = 0;
        while (counts.TryFindFrom(ref slot))
        {
            WriteGap(output, slot - next);
            Write(output, counts[slot]);
            slot++;
            next = slot;
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Reads one number and moves <paramref name="source"/> past it; false when it is cut short.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> source, out long value)
    {
        // Most counts and most gaps fit one byte.
        if (!source.IsEmpty && source[0] < 0x80)
        {
            value = (source[0] >> 1) ^ -(source[0] & 1);
            source = source[1..];
            return true;
        }

        ulong bits = 0;
        value = 0;
        for (int i = 0; i < MaxNumberBytes; i++)
        {
            if (i == source.Length)
            {
                return false;
            }

            byte part = source[i];
            bool isLast = i == MaxNumberBytes - 1;
            bits |= (ulong)(isLast ? part : part & 0x7F) << (7 * i);
            if (isLast || part < 0x80)
            {
                source = source[(i + 1)..];
                break;
            }
        }

        value = (long)(bits >> 1) ^ -(long)(bits & 1);
        return true;
    }

    private static void WriteGap(ArrayBufferWriter<byte> output, int emptySlots)
    {
        // One empty slot is a plain zero, as the other implementations write it.
        if (emptySlots > 0)
        {
            Write(output, emptySlots == 1 ? 0 : -(long)emptySlots);
        }
    }

    private static void Write(ArrayBufferWriter<byte> output, long value)
    {
        ulong bits = (ulong)((value << 1) ^ (value >> 63));
        Span<byte> target = output.GetSpan(MaxNumberBytes);
        int length = 0;
        while (bits >= 0x80 && length < MaxNumberBytes - 1)
        {
            target[length++] = (byte)(bits | 0x80);
            bits >>= 7;
        }

        target[length++] = (byte)bits;
        output.Advance(length);
    }
}
