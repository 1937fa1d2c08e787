namespace Obs.Delivery.Buffering;

/// <summary>The reading end of a buffer: looks ahead, and lets go only of what has been dealt with. One thread.</summary>
internal sealed class RecordReader(BufferPage first, RecordBuffer buffer) : IRecordSource
{
    private BufferPage _committedPage = first;
    private BufferPage _page = first;
    private int _offset;
    private bool _discharged;

    /// <summary>Where reading stands in the stream of everything that was ever buffered.</summary>
    public long Position => _page.Origin + (AtEndOfPage ? _page.Length : _offset);

    /// <summary>Whether the buffer is sealed and everything in it has been read.</summary>
    public bool IsDrained => buffer.IsSealed && AtEndOfPage && _page.Next is null;

    public bool HasMore => true; // To look is as cheap as to ask.

    public TimeSpan Rest => Timeout.InfiniteTimeSpan;

    private bool AtEndOfPage => _page.ReadHeader(_offset) == BufferPage.EndOfPage;

    /// <summary>The next record without moving past it.</summary>
    public bool TryPeek(out ReadOnlyMemory<byte> record)
    {
        int header = _page.ReadHeader(_offset);
        while (header == BufferPage.EndOfPage && _page.Next is { } next)
        {
            _page = next;
            _offset = 0;
            header = _page.ReadHeader(0);
        }

        bool found = header > BufferPage.Unwritten;
        record = found ? _page.Record(_offset, header - 1) : default;
        return found;
    }

    /// <summary>Moves past the record that was peeked.</summary>
    public void Advance(int recordBytes) => _offset += (int)BufferPage.Footprint(recordBytes);

    /// <summary>Lets go of everything read so far; its memory is used again.</summary>
    public void Commit()
    {
        while (_committedPage != _page)
        {
            BufferPage done = _committedPage;
            _committedPage = done.Next!;
            if (!_discharged)
            {
                buffer.Discharge(done);
            }

            _discharged = false;
            buffer.Recycle(done);
        }

        // The last page is full and read, but nothing follows it yet: it must not stand in the way of the page that will.
        if (!_discharged && AtEndOfPage)
        {
            buffer.Discharge(_page);
            _discharged = true;
        }
    }
}
