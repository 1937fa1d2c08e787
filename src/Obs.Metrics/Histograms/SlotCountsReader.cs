using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Walks over counts that are still counted with.</summary>
internal struct SlotCountsReader(SlotCounts counts) : ICountsReader
{
    private int _page;
    private int _place;

    public int Slot { get; private set; }

    public long Count { get; private set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool MoveNext()
    {
        ReadOnlySpan<ushort[]?> pages = counts.Pages;
        for (; _page < pages.Length; _page++, _place = 0)
        {
            if (pages[_page] is not { } held || (_place = FindFrom(held, _place)) == CountPagePool.PageSize)
            {
                continue;
            }

            Slot = ((counts.FirstPage + _page) << CountPagePool.PageBits) + _place;
            Count = counts.HasCarried ? counts[Slot] : SlotCounts.InPage(held, _place);
            _place++;
            return true;
        }

        return false;
    }

    public void Skip(ref long seen, long rank)
    {
        ReadOnlySpan<ushort[]?> pages = counts.Pages;
        for (; _page < pages.Length && !counts.HasCarried; _page++, _place = 0)
        {
            long sum = pages[_page] is { } held ? SlotCounts.SumFrom(held, _place) : 0;
            if (seen + sum >= rank)
            {
                return;
            }

            seen += sum;
        }
    }

    // The lower bits of a large count may all be zero, so that only the whole says whether there is one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly int FindFrom(ushort[] held, int place)
    {
        if (place == CountPagePool.PageSize)
        {
            return place;
        }

        if (!CountPagePool.IsWide(held) && !counts.HasCarried)
        {
            if (held[place] != 0)
            {
                return place;
            }

            int found = held.AsSpan(place, CountPagePool.PageSize - place).IndexOfAnyExcept((ushort)0);
            return found < 0 ? CountPagePool.PageSize : place + found;
        }

        int first = (counts.FirstPage + _page) << CountPagePool.PageBits;
        while (place < CountPagePool.PageSize && counts[first + place] == 0)
        {
            place++;
        }

        return place;
    }
}
