using System.Buffers;
using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>The counts of HdrHistogram's V2 encoding: a ZigZag LEB128 number for each slot, a negative one for a run of empty
/// slots.</summary>
internal static class CountsCodec
{
    /// <summary>Nine bytes hold 64 bits: eight times seven, and the ninth whole. This is what sets the form apart from plain
    /// LEB128.</summary>
    public const int MaxNumberBytes = 9;

    // A gap and a count for each slot.
    private const int MaxPageBytes = 2 * MaxNumberBytes * CountPagePool.PageSize;
    private const int InitialBytes = 4 * MaxPageBytes;

    // Takes the place of a page where there is none yet, or none any more: a page that had to be widened is somebody else's by now.
    private static readonly byte[] Nowhere = new byte[CountPagePool.PageSize];

    /// <summary>Writes all counts.</summary>
    /// <param name="counts">What to write.</param>
    /// <param name="slots">How many slots count something.</param>
    public static byte[] Encode(SlotCounts counts, out int slots)
    {
        // Rented: what is kept of a distribution is a fraction of the room it needs meanwhile.
        using var room = new RentedOutput(InitialBytes);
        slots = EncodeTo(room, counts);
        return room.Written.ToArray();
    }

    /// <summary>Writes all counts; gives how many slots count something.</summary>
    public static int EncodeTo(IBufferWriter<byte> output, SlotCounts counts)
    {
        int next = 0;
        int slots = 0;
        for (int page = 0; page < counts.Pages.Length; page++)
        {
            if (!counts.IsEmpty(counts.Pages[page]))
            {
                slots += EncodePage(output.GetSpan(MaxPageBytes), counts, page, ref next, out int written);
                output.Advance(written);
            }
        }

        return slots;
    }

    /// <summary>Adds counts that <see cref="Encode"/> wrote, or that a <see cref="CountsReader"/> has found sound.</summary>
    /// <remarks>A report over an hour decodes tens of thousands of distributions. Counts and gaps take turns without a pattern that a
    /// processor could guess, so that one and the same step serves both: a gap adds nothing, and moves on further.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddTo(SlotCounts counts, ReadOnlySpan<byte> encoded)
    {
        byte[] page = Nowhere;
        int room = 0;
        int pageNumber = -1;
        long slot = 0;
        while (!encoded.IsEmpty)
        {
            int i = 0;
            while (i < encoded.Length)
            {
                // Most counts and gaps fit one byte, and of the others most fit two.
                int bits = encoded[i];
                if (bits >= 0x80)
                {
                    if (i + 1 == encoded.Length || encoded[i + 1] >= 0x80)
                    {
                        break;
                    }

                    bits = (bits & 0x7F) | (encoded[++i] << 7);
                }

                i++;
                int number = bits >> 1;
                int isGap = bits & 1;
                int count = number & (isGap - 1);
                int wanted = (int)slot >> CountPagePool.PageBits;
                if ((wanted != pageNumber) & (count != 0))
                {
                    page = counts.PageOf((int)slot, isWide: count > byte.MaxValue);
                    room = CountPage.RoomOf(page);
                    pageNumber = wanted;
                }

                // In a gap this may be another slot of ours, or nowhere: nothing is added to it.
                int place = room + ((int)slot & CountPagePool.PageMask);
                int sum = page[place] + count;
                page[place] = (byte)sum;
                if (sum > byte.MaxValue && !TryCarry(page, place + CountPagePool.PageSize, sum >> CountPagePool.PlaneBits))
                {
                    page = counts.Carry((int)slot, sum >> CountPagePool.PlaneBits);
                }

                slot += 1 + (number & -isGap);
            }

            encoded = encoded[i..];
            if (!TryRead(ref encoded, out long large))
            {
                return;
            }

            counts.Add((int)slot, Math.Max(large, 0));
            slot += large > 0 ? 1 : -large;
            (page, room, pageNumber) = (Nowhere, 0, -1);
        }
    }

    /// <summary>Reads one number and moves <paramref name="source"/> past it; false when it is cut short.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> source, out long value)
    {
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

    // What carrying mostly comes to: the plane above is there, and has room.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryCarry(byte[] page, int place, int times)
    {
        if (place >= page.Length || page[place] + times > byte.MaxValue)
        {
            return false;
        }

        page[place] += (byte)times;
        return true;
    }

    private static int EncodePage(Span<byte> target, SlotCounts counts, int page, ref int next, out int written)
    {
        ReadOnlySpan<byte> held = CountPage.PlanesOf(counts.Pages[page]);
        int first = (counts.FirstPage + page) << CountPagePool.PageBits;
        bool hasCarried = counts.HasCarried;
        written = 0;
        int slots = 0;
        for (int i = 0; i < CountPagePool.PageSize; i++)
        {
            long count = hasCarried ? counts[first + i] : CountPage.At(held, i);
            if (count == 0)
            {
                continue;
            }

            int emptySlots = first + i - next;
            if (emptySlots > 0)
            {
                // One empty slot is a plain zero, as the other implementations write it.
                Write(target, ref written, emptySlots == 1 ? 0 : -(long)emptySlots);
            }

            Write(target, ref written, count);
            next = first + i + 1;
            slots++;
        }

        return slots;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(Span<byte> target, ref int written, long value)
    {
        ulong bits = (ulong)((value << 1) ^ (value >> 63));
        if (bits < 0x80)
        {
            target[written++] = (byte)bits;
            return;
        }

        if (bits < 0x4000)
        {
            target[written + 1] = (byte)(bits >> 7);
            target[written] = (byte)(bits | 0x80);
            written += 2;
            return;
        }

        WriteLong(target, ref written, bits);
    }

    private static void WriteLong(Span<byte> target, ref int written, ulong bits)
    {
        int last = written + MaxNumberBytes - 1;
        while (bits >= 0x80 && written < last)
        {
            target[written++] = (byte)(bits | 0x80);
            bits >>= 7;
        }

        target[written++] = (byte)bits;
    }
}
