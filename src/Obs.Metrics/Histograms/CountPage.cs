using System.Numerics;
using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Reads a page of counts, which lies in planes of 8 bits (<see cref="CountPagePool"/>).</summary>
internal static class CountPage
{
    /// <summary>Where the lowest 8 bits of a slot's count lie in its page.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PlaceOf(byte[] page, int slot) => RoomOf(page) + (slot & CountPagePool.PageMask);

    /// <summary>What is in front of the planes of a page.</summary>
    public static int RoomOf(byte[] page) => page.Length & CountPagePool.Room;

    /// <summary>The planes of a page, which the methods below read.</summary>
    public static ReadOnlySpan<byte> PlanesOf(byte[]? page) => page is null ? [] : page.AsSpan(RoomOf(page));

    /// <summary>What a page holds of the count at one of its places, without what is carried aside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint At(ReadOnlySpan<byte> page, int place) => page.Length switch
    {
        CountPagePool.PageSize => page[place],
        CountPagePool.WideSize => page[place] + ((uint)page[place + CountPagePool.PageSize] << CountPagePool.PlaneBits),
        _ => AtWidest(page, place),
    };

    /// <summary>What a page holds in all from one of its places on, without what is carried aside.</summary>
    public static long SumFrom(ReadOnlySpan<byte> page, int place)
    {
        long sum = 0;
        for (int shift = 0; !page.IsEmpty; shift += CountPagePool.PlaneBits)
        {
            sum += (long)Sum(page[place..CountPagePool.PageSize]) << shift;
            page = page[CountPagePool.PageSize..];
        }

        return sum;
    }

    /// <summary>The first place from one on that counts something; <see cref="CountPagePool.PageSize"/> when there is none.</summary>
    /// <remarks>The lower bits of a large count may all be zero, so that every plane may name the first.</remarks>
    public static int FindFrom(ReadOnlySpan<byte> planes, int place)
    {
        int end = CountPagePool.PageSize;
        for (; !planes.IsEmpty; planes = planes[CountPagePool.PageSize..])
        {
            int found = planes[place..end].IndexOfAnyExcept((byte)0);
            end = found < 0 ? end : place + found;
        }

        return end;
    }

    /// <summary>Adds a page of one plane to one of two, all counts at once; false, and nothing added, where that is not what they are or a
    /// count would not fit.</summary>
    public static bool TryAdd(Span<byte> page, ReadOnlySpan<byte> other)
    {
        if (page.Length != CountPagePool.WideSize || other.Length != CountPagePool.PageSize)
        {
            return false;
        }

        Span<byte> high = page[CountPagePool.PageSize..];
        if (high.Contains(byte.MaxValue))
        {
            return false;
        }

        for (int i = 0; i < CountPagePool.PageSize; i += Vector<byte>.Count)
        {
            var before = new Vector<byte>(page[i..]);
            Vector<byte> sum = before + new Vector<byte>(other[i..]);
            sum.CopyTo(page[i..]);

            // All bits where a sum came out less than what it was added to: taking those away is adding the carry.
            (new Vector<byte>(high[i..]) - Vector.LessThan(sum, before)).CopyTo(high[i..]);
        }

        return true;
    }

    private static uint AtWidest(ReadOnlySpan<byte> page, int place)
    {
        uint count = 0;
        for (int shift = 0; place < page.Length; place += CountPagePool.PageSize, shift += CountPagePool.PlaneBits)
        {
            count += (uint)page[place] << shift;
        }

        return count;
    }

    // A plane has 64 places of at most 255: its sum fits 16 bits.
    private static int Sum(ReadOnlySpan<byte> plane)
    {
        Vector<ushort> sums = Vector<ushort>.Zero;
        for (; plane.Length >= Vector<byte>.Count; plane = plane[Vector<byte>.Count..])
        {
            Vector.Widen(new Vector<byte>(plane), out Vector<ushort> low, out Vector<ushort> high);
            sums += low + high;
        }

        int sum = Vector.Sum(sums);
        foreach (byte count in plane)
        {
            sum += count;
        }

        return sum;
    }
}
