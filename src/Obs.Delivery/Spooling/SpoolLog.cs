using System.Buffers;

namespace Obs.Delivery.Spooling;

/// <summary>Records in segment files, oldest first, bounded in bytes.</summary>
/// <remarks>
/// No step needs another to have happened: a segment is whole up to its last whole record, places only say from where on to send again, and
/// a file that should have been deleted is deleted later. So there is nothing to repair after a crash at any of them. One thread appends
/// and syncs, one reads and settles; the caller's lock keeps all but <see cref="Sync"/> apart.
/// </remarks>
internal sealed class SpoolLog(ISpoolFolder folder, long maxBytes) : IDisposable
{
    private const long MinSegmentBytes = 64 * 1024;
    private const long MaxSegmentBytes = 1024 * 1024;

    // No segment of ours is as long: one record of the longest kind, and its headers.
    private const long MaxForeignBytes = 65 * 1024 * 1024;

    private readonly long _segmentBytes = Math.Clamp(maxBytes / 16, MinSegmentBytes, MaxSegmentBytes);
    private readonly SegmentCursor _cursor = new(folder);
    private readonly List<SpoolSegment> _segments = [];
    private readonly List<SpoolSegment> _deletable = [];
    private readonly List<ISpoolFile> _full = [];
    private SpoolSegment? _writing;
    private ISpoolFile? _writer;
    private long _nextName = 1;
    private bool _isFolderDirty;

    /// <summary>Bytes of all files.</summary>
    public long FileBytes { get; private set; }

    public bool HasUnread => _segments.Exists(static segment => segment.Unread > 0);

    /// <summary>Takes stock of what earlier processes left. What cannot be read now stays where it is.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public SpoolRecovery Recover()
    {
        IReadOnlyList<string> names = folder.List();
        _nextName = SegmentName.Next(names);
        var found = new SpoolRecovery();
        foreach (string name in names.Where(SegmentName.IsOne).Order(StringComparer.Ordinal))
        {
            Recover(name, found);
        }

        DeleteWhatIsDone();
        return found;
    }

    /// <summary>Writes a page behind everything else.</summary>
    public AppendResult TryAppend(SpoolPage page)
    {
        DeleteWhatIsDone();
        try
        {
            if (_writing is null || _writing.End + page.Length > _segmentBytes)
            {
                CloseWriting();
                if (FileBytes + SegmentHeader.Bytes + page.Length > maxBytes)
                {
                    return AppendResult.Full;
                }

                Begin(page.FirstNumber);
            }
            else if (FileBytes + page.Length > maxBytes)
            {
                return AppendResult.Full;
            }

            Append(page);
            return AppendResult.Appended;
        }
        catch (Exception exception)
        {
            // Whatever it is: the thread must go on. How much was written nobody knows: what comes next goes to a file of its own.
            DeliveryEventSource.Log.SpoolFailed(exception.Message);
            TryCut();
            CloseWriting();
            return AppendResult.Failed;
        }
    }

    /// <summary>Everything unread of the oldest segment that has any; null when there is none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public SpoolChunk? TryRead()
    {
        if (_segments.Find(static segment => segment.Unread > 0) is not { } segment)
        {
            return null;
        }

        SpoolChunk chunk = _cursor.Read(segment);
        segment.ReadAt = segment.End;
        segment.Unread = 0;
        segment.UnreadBytes = 0;
        return chunk;
    }

    /// <summary>Gives up what cannot be read, and says how many records and bytes that is.</summary>
    public (int Records, long RecordBytes) Abandon()
    {
        if (_segments.Find(static segment => segment.Unread > 0) is not { } segment)
        {
            return (0, 0);
        }

        (int Records, long RecordBytes) lost = (segment.Unread, segment.UnreadBytes);
        segment.ReadAt = segment.SettledTo = segment.End;
        segment.Unread = 0;
        segment.UnreadBytes = 0;
        return lost;
    }

    /// <summary>Every record before this place has its fate: after a crash, sending goes on from there.</summary>
    public void Settle(SpoolSegment segment, long offset, long? nextNumber)
    {
        segment.SettledTo = Math.Max(segment.SettledTo, offset);
        if (segment == _writing && segment.SettledTo == segment.End)
        {
            // A spool that keeps up with its writers leaves no long file behind when it is killed.
            segment.IsOpen = segment.End < _segmentBytes / 2;
        }

        // Without a number, which a chunk has once a record of it was read, a place would pass for a gap.
        if (!segment.IsDone && nextNumber is { } number)
        {
            _cursor.WritePlace(segment, offset, number);
        }
    }

    /// <summary>Has the next append go to a new file.</summary>
    public void BeginAnew()
    {
        if (_writing is { } segment)
        {
            segment.IsOpen = false;
        }
    }

    /// <summary>Returns once every append before the call would survive a loss of power. For the thread that appends.</summary>
    public bool Sync()
    {
        try
        {
            foreach (ISpoolFile file in _full)
            {
                file.Sync();
                file.Dispose();
            }

            _full.Clear();
            _writer?.Sync();
            if (_isFolderDirty)
            {
                folder.Sync();
                _isFolderDirty = false;
            }

            return true;
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            DeliveryEventSource.Log.SpoolFailed(exception.Message);
            return false;
        }
    }

    /// <summary>Deletes what is done with and lets go of the folder.</summary>
    public void Dispose()
    {
        CloseWriting();
        _full.ForEach(static file => file.Dispose());
        _cursor.Dispose();
        DeleteWhatIsDone();
        folder.Dispose();
    }

    internal static bool IsOfTheDisk(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ObjectDisposedException;

    private void Recover(string name, SpoolRecovery found)
    {
        try
        {
            using ISpoolFile file = folder.Open(name);
            if (file.Length > MaxForeignBytes)
            {
                return;
            }

            int length = (int)file.Length;
            byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
            Span<byte> content = bytes.AsSpan(0, length);
            var scan = SegmentScan.Of(content[..file.Read(content, 0)]);
            ArrayPool<byte>.Shared.Return(bytes);
            found.Add(scan);
            FileBytes += length;
            _segments.Add(new SpoolSegment(name)
            {
                ReadAt = scan.Start,
                SettledTo = scan.Records == 0 ? length : scan.Start,
                End = length,
                Unread = scan.Records,
                UnreadBytes = scan.RecordBytes,
            });
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            DeliveryEventSource.Log.SpoolFailed(exception.Message);
        }
    }

    private void Begin(long firstNumber)
    {
        string name = SegmentName.Of(_nextName++);
        _writer = folder.Create(name);
        _isFolderDirty = true;
        _writing = new SpoolSegment(name) { IsOpen = true };
        _segments.Add(_writing);
        Span<byte> header = stackalloc byte[SegmentHeader.Bytes];
        SegmentHeader.Write(header, firstNumber);
        _writer.Write(header, 0);
        _writing.End = _writing.ReadAt = _writing.SettledTo = SegmentHeader.Bytes;
        FileBytes += SegmentHeader.Bytes;
    }

    private void Append(SpoolPage page)
    {
        SpoolSegment segment = _writing!;
        _writer!.Write(page.Bytes.Span, segment.End);
        segment.End += page.Length;
        segment.Unread += page.Records;
        segment.UnreadBytes += page.RecordBytes;
        FileBytes += page.Length;
        if (!segment.IsOpen)
        {
            CloseWriting();
        }
    }

    // The page stays in memory: the part of it that a full disk did take would be sent a second time, or pass for damage.
    private void TryCut()
    {
        try
        {
            if (_writing is { } segment)
            {
                _writer!.Cut(segment.End);
            }
        }
        catch (Exception exception)
        {
            DeliveryEventSource.Log.SpoolFailed(exception.Message);
        }
    }

    private void CloseWriting()
    {
        if (_writing is { } segment)
        {
            segment.IsOpen = false;
            _full.Add(_writer!);
            (_writing, _writer) = (null, null);
        }
    }

    private void DeleteWhatIsDone()
    {
        if (_writing is { IsOpen: false })
        {
            CloseWriting();
        }

        foreach (SpoolSegment segment in _segments.Where(static segment => segment.IsDone))
        {
            _deletable.Add(segment);
        }

        _segments.RemoveAll(static segment => segment.IsDone);
        _deletable.RemoveAll(TryDelete);
    }

    private bool TryDelete(SpoolSegment segment)
    {
        _cursor.Leave(segment);
        try
        {
            folder.Delete(segment.Name);
            FileBytes -= segment.End;
            return true;
        }
        catch (Exception exception) when (IsOfTheDisk(exception))
        {
            // It goes on counting against the bound, and is deleted when the disk lets us.
            DeliveryEventSource.Log.SpoolFailed(exception.Message);
            return false;
        }
    }
}
