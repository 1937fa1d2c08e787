using System.Numerics;
using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Counts by slot number, kept in pages that exist only where something was counted.</summary>
/// <remarks>
/// A page counts in 16 bits, since most slots see few values, and in 32 from when one of its slots has outgrown them; what goes beyond is
/// carried aside, so that no count is ever lost. Not safe for use by several threads: whoever owns it sees to that.
/// </remarks>
internal sealed class SlotCounts(CountPagePool? pool = null)
{
    private const int DirectoryStep = 8;
    private const int LowBits = 16;

    private ushort[]?[] _pages = [];
    private int _firstPage;
    private Dictionary<int, long>? _carried;

    public long SizeBytes { get; private set; }

    /// <summary>The number of the first of <see cref="Pages"/>.</summary>
    public int FirstPage => _firstPage;

    /// <summary>The pages, narrow and wide; null where nothing was counted.</summary>
    public ReadOnlySpan<ushort[]?> Pages => _pages;

    /// <summary>Whether a count is larger than its page says.</summary>
    public bool HasCarried => _carried is not null;

    public void Increment(int slot)
    {
        int page = (slot >> CountPagePool.PageBits) - _firstPage;
        ushort[]?[] pages = _pages;
        if ((uint)page < (uint)pages.Length && pages[page] is { } counts)
        {
            if (++counts[slot & CountPagePool.PageMask] == 0)
            {
                AddHigh(slot, 1);
            }

            return;
        }

        Add(slot, 1);
    }

    public void Add(int slot, long count)
    {
        if (count == 0)
        {
            return;
        }

        int page = (slot >> CountPagePool.PageBits) - _firstPage;
        ushort[]?[] pages = _pages;
        ushort[] counts = (uint)page < (uint)pages.Length && pages[page] is { } known ? known : PageOf(slot);
        ref ushort low = ref counts[slot & CountPagePool.PageMask];
        long sum = low + (count & ushort.MaxValue);
        low = (ushort)sum;
        long high = (sum >> LowBits) + (count >> LowBits);
        if (high != 0)
        {
            AddHigh(slot, high);
        }
    }

    public long this[int slot]
    {
        get
        {
            int page = (slot >> CountPagePool.PageBits) - _firstPage;
            if ((uint)page >= (uint)_pages.Length || _pages[page] is not { } counts)
            {
                return 0;
            }

            long high = _carried is { } carried && carried.TryGetValue(slot, out long times) ? times : 0;
            return (high << (2 * LowBits)) + InPage(counts, slot & CountPagePool.PageMask);
        }
    }

    /// <summary>What a page holds of the count at one of its places, without what is carried aside.</summary>
    public static uint InPage(ReadOnlySpan<ushort> page, int place) =>
        page.Length == CountPagePool.PageSize ? page[place] : page[place] + ((uint)page[CountPagePool.PageSize + place] << LowBits);

    /// <summary>What a page holds in all from one of its places on, without what is carried aside.</summary>
    public static long SumFrom(ReadOnlySpan<ushort> page, int place)
    {
        long sum = Sum(page[place..CountPagePool.PageSize]);
        return page.Length == CountPagePool.PageSize ? sum : sum + (Sum(page[(CountPagePool.PageSize + place)..]) << LowBits);
    }

    /// <summary>The highest slot that counts something; -1 when none does.</summary>
    public int LastSlot
    {
        get
        {
            int slot = ((_firstPage + _pages.Length) << CountPagePool.PageBits) - 1;
            int first = _firstPage << CountPagePool.PageBits;
            while (slot >= first && this[slot] == 0)
            {
                slot--;
            }

            return slot < first ? -1 : slot;
        }
    }

    /// <summary>Moves to the first counted slot from <paramref name="slot"/> on; false when there is none.</summary>
    public bool TryFindFrom(ref int slot)
    {
        slot = Math.Max(slot, _firstPage << CountPagePool.PageBits);
        int end = (_firstPage + _pages.Length) << CountPagePool.PageBits;
        while (slot < end)
        {
            if (_pages[(slot >> CountPagePool.PageBits) - _firstPage] is null)
            {
                slot = ((slot >> CountPagePool.PageBits) + 1) << CountPagePool.PageBits;
            }
            else if (this[slot] != 0)
            {
                return true;
            }
            else
            {
                slot++;
            }
        }

        return false;
    }

    /// <summary>Counts of nothing yet, with a directory as wide: what was counted once is where the next counts will be.</summary>
    /// <remarks>May be called while the owner counts: whichever directory it sees, the new one only begins with another width.</remarks>
    public SlotCounts NewAlike()
    {
        ushort[]?[] pages = new ushort[]?[_pages.Length];
        return new SlotCounts(pool) { _pages = pages, _firstPage = _firstPage, SizeBytes = pages.Length * IntPtr.Size };
    }

    public void AddAll(SlotCounts other)
    {
        for (int page = 0; page < other._pages.Length; page++)
        {
            if (other._pages[page] is { } counts)
            {
                AddPage(counts, (other._firstPage + page) << CountPagePool.PageBits);
            }
        }

        foreach ((int slot, long times) in other._carried ?? [])
        {
            Carry(slot, times);
        }
    }

    /// <summary>Forgets every count and gives the pages back; the directory stays for the next use.</summary>
    public void Clear()
    {
        foreach (ref ushort[]? page in _pages.AsSpan())
        {
            if (page is not null)
            {
                pool?.Return(page);
                page = null;
            }
        }

        _carried = null;
        SizeBytes = _pages.Length * IntPtr.Size;
    }

    private static long Sum(ReadOnlySpan<ushort> counts)
    {
        Vector<uint> sums = Vector<uint>.Zero;
        for (; counts.Length >= Vector<ushort>.Count; counts = counts[Vector<ushort>.Count..])
        {
            Vector.Widen(new Vector<ushort>(counts), out Vector<uint> low, out Vector<uint> high);
            sums += low + high;
        }

        long sum = Vector.Sum(sums);
        foreach (ushort count in counts)
        {
            sum += count;
        }

        return sum;
    }

    // Once in 65,536 measurements of one slot, at most.
    private void AddHigh(int slot, long times)
    {
        ref ushort[]? page = ref _pages[(slot >> CountPagePool.PageBits) - _firstPage];
        page = Widen(page!);
        ref ushort high = ref page[CountPagePool.PageSize + (slot & CountPagePool.PageMask)];
        long sum = high + times;
        high = (ushort)sum;
        Carry(slot, sum >> LowBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPage(ushort[] counts, int firstSlot)
    {
        ushort[] page = PageOf(firstSlot);
        for (int i = 0; i < CountPagePool.PageSize; i++)
        {
            uint count = InPage(counts, i);
            if (page[i] + (long)count <= ushort.MaxValue)
            {
                page[i] += (ushort)count;
                continue;
            }

            // The page may be another afterwards.
            Add(firstSlot + i, count);
            page = PageOf(firstSlot);
        }
    }

    private ushort[] Widen(ushort[] page)
    {
        if (CountPagePool.IsWide(page))
        {
            return page;
        }

        ushort[] wide = pool is null ? new ushort[CountPagePool.WideSize] : pool.RentWide();
        page.CopyTo(wide, 0);
        pool?.Return(page);
        SizeBytes += CountPagePool.WideningBytes;
        return wide;
    }

    private void Carry(int slot, long times)
    {
        if (times != 0)
        {
            _carried ??= [];
            _carried[slot] = _carried.GetValueOrDefault(slot) + times;
        }
    }

    /// <summary>The page that counts a slot, made if need be; what it holds is the lower 16 bits of each count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ushort[] PageOf(int slot)
    {
        int page = slot >> CountPagePool.PageBits;
        if (_pages.Length == 0 || page < _firstPage || page >= _firstPage + _pages.Length)
        {
            ReachTo(page);
        }

        ref ushort[]? counts = ref _pages[page - _firstPage];
        if (counts is null)
        {
            counts = pool is null ? new ushort[CountPagePool.PageSize] : pool.Rent();
            SizeBytes += CountPagePool.PageBytes;
        }

        return counts;
    }

    private void ReachTo(int page)
    {
        // Whole steps, so that a distribution that widens page by page does not copy the directory each time.
        int first = page / DirectoryStep * DirectoryStep;
        int end = first + DirectoryStep;
        if (_pages.Length > 0)
        {
            first = Math.Min(first, _firstPage);
            end = Math.Max(end, _firstPage + _pages.Length);
        }

        ushort[]?[] wider = new ushort[]?[end - first];
        _pages.CopyTo(wider, _pages.Length == 0 ? 0 : _firstPage - first);
        SizeBytes += (wider.Length - _pages.Length) * IntPtr.Size;
        _pages = wider;
        _firstPage = first;
    }
}
