using System.Collections.Concurrent;

namespace Obs.Metrics;

/// <summary>Cleared pages of counts, shared by all series, so that a new window costs no allocation once the process is warm.</summary>
/// <remarks>
/// A page counts in planes: the first holds the lowest 8 bits of its counts, the next the 8 bits above them. It has one plane, two, or
/// four. One that several threads' counts lie beside has room in front of its planes, and two of them at least: the second, which is
/// rarely written, is the room behind. Thread safety: every member may be called from any thread.
/// </remarks>
internal sealed class CountPagePool
{
    public const int PageBits = 6;
    public const int PageSize = 1 << PageBits;
    public const int PageMask = PageSize - 1;
    public const int PlaneBits = 8;

    /// <summary>A page of two planes.</summary>
    public const int WideSize = 2 * PageSize;

    /// <summary>A page of four planes.</summary>
    public const int WidestSize = 4 * PageSize;

    /// <summary>The room in front of the planes of a page that lies apart; in the length of a page, these bits are the length of its
    /// room. With the second plane and the header of the array it keeps first planes two cache lines apart.</summary>
    public const int Room = 48;

    /// <summary>A page of two planes that lies apart.</summary>
    public const int ApartSize = Room + WideSize;

    /// <summary>What a page of four planes counts in.</summary>
    public const int WidestBits = 4 * PlaneBits;

    /// <summary>The counts of a page of one plane and the header of their array.</summary>
    public const int PageBytes = PageSize + 24;

    // Less than two megabytes in all. What comes back beyond it is left to the collector.
    private readonly IdlePages _narrow = new(most: 6_000);
    private readonly IdlePages _wide = new(most: 2_000);
    private readonly IdlePages _widest = new(most: 500);
    private readonly IdlePages _apart = new(most: 2_000);
    private readonly IdlePages _apartWidest = new(most: 500);

    /// <summary>An empty page of one, two or four planes, or of two or four and <see cref="Room"/> in front of them.</summary>
    public byte[] Rent(int size) => PagesOf(size).Take() ?? new byte[size];

    public void Return(byte[] page) => PagesOf(page.Length).Keep(page);

    private IdlePages PagesOf(int size) => size switch
    {
        PageSize => _narrow,
        WideSize => _wide,
        WidestSize => _widest,
        ApartSize => _apart,
        _ => _apartWidest,
    };

    private sealed class IdlePages(int most)
    {
        private readonly ConcurrentQueue<byte[]> _pages = new();
        private int _count;

        public byte[]? Take()
        {
            if (!_pages.TryDequeue(out byte[]? page))
            {
                return null;
            }

            Interlocked.Decrement(ref _count);
            return page;
        }

        public void Keep(byte[] page)
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
