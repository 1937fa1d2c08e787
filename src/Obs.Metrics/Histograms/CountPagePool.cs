using System.Collections.Concurrent;

namespace Obs.Metrics;

/// <summary>Cleared pages of counts, shared by all series, so that a new window costs no allocation once the process is warm.</summary>
/// <remarks>
/// A page holds the lower 16 bits of its counts. One in which a count has outgrown them is wide: twice as long, and its second half holds
/// the next 16 bits. Thread safety: every member may be called from any thread.
/// </remarks>
internal sealed class CountPagePool
{
    public const int PageBits = 6;
    public const int PageSize = 1 << PageBits;
    public const int PageMask = PageSize - 1;
    public const int WideSize = 2 * PageSize;

    /// <summary>The counts of a page and the header of their array.</summary>
    public const int PageBytes = (PageSize * sizeof(ushort)) + 24;

    /// <summary>What a wide page takes more.</summary>
    public const int WideningBytes = PageSize * sizeof(ushort);

    // About a megabyte. What comes back beyond it is left to the collector.
    private const int MaxIdlePages = 6_000;
    private const int MaxIdleWidePages = 500;

    private readonly IdlePages _narrow = new(MaxIdlePages);
    private readonly IdlePages _wide = new(MaxIdleWidePages);

    public static bool IsWide(ushort[] page) => page.Length == WideSize;

    public ushort[] Rent() => _narrow.Take() ?? new ushort[PageSize];

    public ushort[] RentWide() => _wide.Take() ?? new ushort[WideSize];

    public void Return(ushort[] page) => (IsWide(page) ? _wide : _narrow).Keep(page);

    private sealed class IdlePages(int most)
    {
        private readonly ConcurrentQueue<ushort[]> _pages = new();
        private int _count;

        public ushort[]? Take()
        {
            if (!_pages.TryDequeue(out ushort[]? page))
            {
                return null;
            }

            Interlocked.Decrement(ref _count);
            return page;
        }

        public void Keep(ushort[] page)
        {
            if (Interlocked.Increment(ref _count) > most)
            {
                Interlocked.Decrement(ref _count);
                return;
            }

            Array.Clear(page);
            _pages.Enqueue(page);
        }
    }
}
