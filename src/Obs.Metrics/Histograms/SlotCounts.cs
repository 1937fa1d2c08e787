using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Counts by slot number, kept in pages that exist only where something was counted.</summary>
/// <remarks>
/// A page counts in 8 bits, since most slots see few values, in 16 from when one of its slots has outgrown them, and then in 32; what goes
/// beyond is carried aside, so that no count is ever lost. Not safe for use by several threads: whoever owns it sees to that.
/// </remarks>
/// <param name="pool">Where pages come from; null to make them.</param>
/// <param name="isApart">Whether the pages share no cache line with what others write.</param>
internal sealed class SlotCounts(CountPagePool? pool = null, bool isApart = false)
{
    private const int DirectoryStep = 8;

    private byte[]?[] _pages = [];
    private int _firstPage;
    private Dictionary<int, long>? _carried;

    public long SizeBytes { get; private set; }

    /// <summary>The number of the first of <see cref="Pages"/>.</summary>
    public int FirstPage => _firstPage;

    /// <summary>The pages, of any width; null where nothing was counted.</summary>
    public ReadOnlySpan<byte[]?> Pages => _pages;

    /// <summary>Whether a count is larger than its page says.</summary>
    public bool HasCarried => _carried is not null;

    public void Increment(int slot)
    {
        int page = (slot >> CountPagePool.PageBits) - _firstPage;
        byte[]?[] pages = _pages;
        if ((uint)page < (uint)pages.Length && pages[page] is { } counts)
        {
            if (++counts[CountPage.PlaceOf(counts, slot)] == 0)
            {
                Carry(slot, 1);
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
        byte[]?[] pages = _pages;
        byte[] counts = (uint)page < (uint)pages.Length && pages[page] is { } known ? known : PageOf(slot, count > byte.MaxValue);
        int place = CountPage.PlaceOf(counts, slot);
        if (counts.Length == CountPagePool.WideSize)
        {
            // What most larger counts come to, in one step. Unsigned, so that a sum below zero is too large as well.
            long whole = count + counts[place] + (counts[place + CountPagePool.PageSize] << CountPagePool.PlaneBits);
            if ((ulong)whole <= ushort.MaxValue)
            {
                counts[place] = (byte)whole;
                counts[place + CountPagePool.PageSize] = (byte)(whole >> CountPagePool.PlaneBits);
                return;
            }
        }

        long sum = counts[place] + (count & byte.MaxValue);
        counts[place] = (byte)sum;
        long high = (sum >> CountPagePool.PlaneBits) + (count >> CountPagePool.PlaneBits);
        if (high != 0)
        {
            Carry(slot, high);
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
            return (high << CountPagePool.WidestBits) + CountPage.At(CountPage.PlanesOf(counts), slot & CountPagePool.PageMask);
        }
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
                // At the end of a page, or in one that counts something.
                slot = IsEmpty(_pages[(slot >> CountPagePool.PageBits) - _firstPage]) ? slot - CountPagePool.PageSize : slot - 1;
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
        byte[]?[] pages = new byte[]?[_pages.Length];
        return new SlotCounts(pool, isApart) { _pages = pages, _firstPage = _firstPage, SizeBytes = pages.Length * IntPtr.Size };
    }

    public void AddAll(SlotCounts other)
    {
        for (int page = 0; page < other._pages.Length; page++)
        {
            if (other._pages[page] is { } counts && !other.IsEmpty(counts))
            {
                AddPage(counts, (other._firstPage + page) << CountPagePool.PageBits);
            }
        }

        foreach ((int slot, long times) in other._carried ?? [])
        {
            PutAside(slot, times);
        }
    }

    /// <summary>Forgets every count; the pages stay, for what is counted next in the same place.</summary>
    public void Reset()
    {
        foreach (byte[]? page in _pages)
        {
            page.AsSpan().Clear();
        }

        _carried = null;
    }

    /// <summary>Whether a page counts nothing, as far as that can be told from the page.</summary>
    public bool IsEmpty(byte[]? page) => page is null || (_carried is null && !page.AsSpan().ContainsAnyExcept((byte)0));

    /// <summary>Forgets every count and gives the pages back; the directory stays for the next use.</summary>
    public void Clear()
    {
        foreach (ref byte[]? page in _pages.AsSpan())
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

    /// <summary>The page that counts a slot; what it begins with is the lowest 8 bits of each count.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="isWide">Whether the page, should it have to be made, begins with two planes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public byte[] PageOf(int slot, bool isWide)
    {
        int page = slot >> CountPagePool.PageBits;
        if (_pages.Length == 0 || page < _firstPage || page >= _firstPage + _pages.Length)
        {
            ReachTo(page);
        }

        ref byte[]? counts = ref _pages[page - _firstPage];
        if (counts is null)
        {
            int size = isApart ? CountPagePool.ApartSize : isWide ? CountPagePool.WideSize : CountPagePool.PageSize;
            counts = pool is null ? new byte[size] : pool.Rent(size);
            SizeBytes += CountPagePool.PageBytes + size - CountPagePool.PageSize;
        }

        return counts;
    }

    /// <summary>Adds to what stands above the lowest 8 bits of a count, and gives the page that counts it from now on.</summary>
    /// <remarks>Once in 256 measurements of one slot, at most.</remarks>
    public byte[] Carry(int slot, long times)
    {
        ref byte[]? page = ref _pages[(slot >> CountPagePool.PageBits) - _firstPage];
        int place = CountPage.PlaceOf(page!, slot);
        int end = CountPage.RoomOf(page!) + CountPagePool.WidestSize;
        while (times != 0 && (place += CountPagePool.PageSize) < end)
        {
            if (place >= page!.Length)
            {
                page = Widen(page);
            }

            long sum = page[place] + (times & byte.MaxValue);
            page[place] = (byte)sum;
            times = (sum >> CountPagePool.PlaneBits) + (times >> CountPagePool.PlaneBits);
        }

        PutAside(slot, times);
        return page!;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddPage(byte[] counts, int firstSlot)
    {
        ReadOnlySpan<byte> planes = CountPage.PlanesOf(counts);
        byte[] page = PageOf(firstSlot, isWide: planes.Length > CountPagePool.PageSize);
        if (CountPage.TryAdd(page, planes))
        {
            return;
        }

        for (int i = 0; i < CountPagePool.PageSize; i++)
        {
            ref byte lowest = ref page[CountPage.PlaceOf(page, i)];
            long sum = (long)lowest + CountPage.At(planes, i);
            lowest = (byte)sum;
            if (sum > byte.MaxValue)
            {
                page = Carry(firstSlot + i, sum >> CountPagePool.PlaneBits);
            }
        }
    }

    private byte[] Widen(byte[] page)
    {
        int size = (2 * page.Length) - CountPage.RoomOf(page);
        byte[] wider = pool is null ? new byte[size] : pool.Rent(size);
        page.CopyTo(wider, 0);
        pool?.Return(page);
        SizeBytes += size - page.Length;
        return wider;
    }

    private void PutAside(int slot, long times)
    {
        if (times != 0)
        {
            _carried ??= [];
            _carried[slot] = _carried.GetValueOrDefault(slot) + times;
        }
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

        byte[]?[] wider = new byte[]?[end - first];
        _pages.CopyTo(wider, _pages.Length == 0 ? 0 : _firstPage - first);
        SizeBytes += (wider.Length - _pages.Length) * IntPtr.Size;
        _pages = wider;
        _firstPage = first;
    }
}
