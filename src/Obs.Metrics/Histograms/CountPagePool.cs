using System.Collections.Concurrent;

namespace Obs.Metrics;

/// <summary>Cleared pages of counts, shared by all series, so that a new window costs no allocation once the process is warm.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class CountPagePool
{
    public const int PageBits = 6;
    public const int PageSize = 1 << PageBits;
    public const int PageMask = PageSize - 1;

    /// <summary>The counts of a page and the header of their array.</summary>
    public const int PageBytes = (PageSize * sizeof(uint)) + 24;

    // About a megabyte. What comes back beyond it is left to the collector.
    private const int MaxIdlePages = 4_096;

    private readonly ConcurrentQueue<uint[]> _idle = new();
    private int _idleCount;

    public uint[] Rent()
    {
        if (_idle.TryDequeue(out uint[]? page))
        {
            Interlocked.Decrement(ref _idleCount);
            return page;
        }

        return new uint[PageSize];
    }

    public void Return(uint[] page)
    {
        if (Interlocked.Increment(ref _idleCount) > MaxIdlePages)
        {
            Interlocked.Decrement(ref _idleCount);
            return;
        }

        Array.Clear(page);
        _idle.Enqueue(page);
    }
}
