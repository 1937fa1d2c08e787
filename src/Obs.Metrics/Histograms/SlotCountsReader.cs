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
        ReadOnlySpan<byte[]?> pages = counts.Pages;
        for (; _page < pages.Length; _page++, _place = 0)
        {
            if (pages[_page] is not { } held || (_place = FindFrom(held, _place)) == CountPagePool.PageSize)
            {
                continue;
            }

            Slot = ((counts.FirstPage + _page) << CountPagePool.PageBits) + _place;
            Count = counts.HasCarried ? counts[Slot] : CountPage.At(CountPage.PlanesOf(held), _place);
            _place++;
            return true;
        }

        return false;
    }

    public void Skip(ref long seen, long rank)
    {
        ReadOnlySpan<byte[]?> pages = counts.Pages;
        for (; _page < pages.Length && !counts.HasCarried; _page++, _place = 0)
        {
            long sum = CountPage.SumFrom(CountPage.PlanesOf(pages[_page]), _place);
            if (seen + sum >= rank)
            {
                return;
            }

            seen += sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly int FindFrom(byte[] held, int place)
    {
        if (place == CountPagePool.PageSize)
        {
            return place;
        }

        if (held[CountPage.PlaceOf(held, place)] != 0)
        {
            return place;
        }

        return counts.HasCarried ? FindCarried(place) : CountPage.FindFrom(CountPage.PlanesOf(held), place);
    }

    private readonly int FindCarried(int place)
    {
        int first = (counts.FirstPage + _page) << CountPagePool.PageBits;
        while (place < CountPagePool.PageSize && counts[first + place] == 0)
        {
            place++;
        }

        return place;
    }
}
