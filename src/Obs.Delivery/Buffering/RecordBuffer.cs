namespace Obs.Delivery.Buffering;

/// <summary>The backlog of a queue: many writers, one reader, bounded in bytes.</summary>
/// <remarks>
/// Records are copied once, into pages that are made as the backlog grows and reused as it shrinks. A writer takes its room with
/// one atomic addition; only the one that needs a new page holds the others up, for as long as linking a page takes.
/// </remarks>
internal sealed class RecordBuffer
{
    private const int MinPageBytes = 8 * 1024;

    // Below the 85,000 bytes at which arrays move to the large object heap.
    private const int MaxPageBytes = 64 * 1024;

    // More than the largest batch gives back at once: with fewer, a queue that is always full makes and discards pages for ever.
    private const int MaxPooledPages = 64;

    private const long SealedMark = 1L << 62;

    private readonly long _capacityBytes;
    private readonly int _pageBytes;
    private readonly PagePool _pool;
    private BufferPage _tail;
    private long _chargedBytes;
    private int _linking;
    private bool _sealed;

    public RecordBuffer(long capacityBytes)
    {
        _capacityBytes = capacityBytes & ~3L;
        _pageBytes = (int)Math.Clamp(capacityBytes / 8, MinPageBytes, MaxPageBytes) & ~3;
        _pool = new PagePool((int)Math.Clamp(capacityBytes / _pageBytes / 4, 2, MaxPooledPages));
        _tail = new BufferPage(_pageBytes);
        _chargedBytes = _pageBytes;
        Reader = new RecordReader(_tail, this);
    }

    public RecordReader Reader { get; }

    public bool IsSealed => Volatile.Read(ref _sealed);

    /// <summary>The largest record an empty buffer takes: a page that is only partly used may be in its way.</summary>
    public long MaxRecordBytes => _capacityBytes - _pageBytes - BufferPage.HeaderBytes;

    /// <summary>A point in the stream that lies behind every record whose writer has returned.</summary>
    public long EndPosition => Volatile.Read(ref _tail).EndPosition;

    /// <summary>Takes room for a record without writing it. Any thread; never throws.</summary>
    public EnqueueResult TryReserve(int recordBytes, out BufferPage page, out int start)
    {
        long footprint = BufferPage.Footprint(recordBytes);
        page = Volatile.Read(ref _tail);
        if (TryReserve(page, footprint, out start))
        {
            return EnqueueResult.Enqueued;
        }

        // Without this look, writers to a full buffer would queue up for a page that none of them can get.
        if (IsSealed || (Volatile.Read(ref _tail).IsClosed && !HasRoomFor(PageBytesFor(footprint))))
        {
            return IsSealed ? EnqueueResult.Sealed : EnqueueResult.Full;
        }

        EnterLinking();
        EnqueueResult result = ReserveOrLink(footprint, out page, out start);
        Volatile.Write(ref _linking, 0);
        return result;
    }

    /// <summary>Refuses every reservation from now on. What was reserved before will be published.</summary>
    public void Seal()
    {
        EnterLinking();
        if (!_sealed)
        {
            Volatile.Write(ref _sealed, true);
            _tail.WriteEnd(_tail.Reserve(SealedMark));
        }

        Volatile.Write(ref _linking, 0);
    }

    /// <summary>Gives back a page that the reader has left.</summary>
    internal void Recycle(BufferPage page)
    {
        if (page.Length == _pageBytes)
        {
            page.Clear();
            _pool.Return(page);
        }
    }

    internal void Discharge(BufferPage page) => Interlocked.Add(ref _chargedBytes, -page.Length);

    private static bool TryReserve(BufferPage page, long footprint, out int start)
    {
        start = 0;
        if (page.IsClosed)
        {
            return false;
        }

        long at = page.Reserve(footprint);
        if (page.Fits(at, footprint))
        {
            start = (int)at;
            return true;
        }

        page.WriteEnd(at);
        return false;
    }

    private EnqueueResult ReserveOrLink(long footprint, out BufferPage page, out int start)
    {
        // Again, because the page that was full a moment ago may since have been read, reused and linked anew.
        page = _tail;
        if (TryReserve(page, footprint, out start))
        {
            return EnqueueResult.Enqueued;
        }

        if (_sealed)
        {
            return EnqueueResult.Sealed;
        }

        if (TryTakePage(PageBytesFor(footprint)) is not { } next)
        {
            return EnqueueResult.Full;
        }

        next.Append(page, footprint);
        Volatile.Write(ref _tail, next);
        page = next;
        return EnqueueResult.Enqueued;
    }

    private BufferPage? TryTakePage(int length)
    {
        if (!HasRoomFor(length))
        {
            return null;
        }

        try
        {
            BufferPage page = (length == _pageBytes ? _pool.TryTake() : null) ?? new BufferPage(length);
            Interlocked.Add(ref _chargedBytes, length);
            return page;
        }
        catch (OutOfMemoryException)
        {
            // The host is short of memory: telemetry is the first to go without.
            return null;
        }
    }

    private int PageBytesFor(long footprint) => (int)Math.Max(_pageBytes, footprint);

    private bool HasRoomFor(int length) => Volatile.Read(ref _chargedBytes) + length <= _capacityBytes;

    private void EnterLinking()
    {
        var spin = default(SpinWait);
        while (Interlocked.CompareExchange(ref _linking, 1, 0) != 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }
}
