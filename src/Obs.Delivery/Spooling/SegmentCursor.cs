namespace Obs.Delivery.Spooling;

/// <summary>The one segment that is being read: its open file, and the place in its header that says how far sending got.</summary>
/// <remarks>Not safe for use by several threads.</remarks>
internal sealed class SegmentCursor(ISpoolFolder folder) : IDisposable
{
    private SpoolSegment? _segment;
    private ISpoolFile? _file;
    private int _turn;

    /// <summary>Everything unread of a segment, which is opened if another one was read before.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public SpoolChunk Read(SpoolSegment segment)
    {
        if (_segment != segment)
        {
            Dispose();
            _file = folder.Open(segment.Name);
            _segment = segment;
        }

        return SpoolChunk.Read(_file!, segment);
    }

    /// <summary>Writes down how far sending got, if this is the segment that is being read.</summary>
    public void WritePlace(SpoolSegment segment, long offset, long nextNumber)
    {
        if (segment != _segment || _file is null)
        {
            return;
        }

        Span<byte> place = stackalloc byte[SegmentHeader.Bytes];
        long at = SegmentHeader.WritePlace(place, _turn++, offset, nextNumber, out int length);
        try
        {
            _file.Write(place[..length], at);
        }
        catch (Exception exception) when (SpoolLog.IsOfTheDisk(exception))
        {
            // What was sent since the last place is sent again after a crash: at least once, as promised.
            DeliveryEventSource.Log.SpoolFailed(exception.Message);
        }
    }

    /// <summary>Closes a segment that is about to be deleted, if it is the one that is being read.</summary>
    public void Leave(SpoolSegment segment)
    {
        if (segment == _segment)
        {
            Dispose();
        }
    }

    /// <summary>Closes the file, if one is open.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        (_segment, _file) = (null, null);
    }
}
