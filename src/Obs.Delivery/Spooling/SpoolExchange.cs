using Obs.Delivery.Accounts;
using Obs.Delivery.Buffering;
using Obs.Delivery.Sending;

namespace Obs.Delivery.Spooling;

/// <summary>Where the two threads of a queue with a spool meet: one moves records from the buffer to the disk, the other reads them
/// back.</summary>
/// <remarks>While the disk refuses, records stay in memory, and are handed over from there once nothing older lies on the disk.</remarks>
internal sealed class SpoolExchange(
    RecordBuffer buffer, QueueCounters counters, FlushWaiters flushes, Func<ISpoolFolder> open, long maxBytes, int pageBytes,
    TimeProvider time)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // Seconds in which a segment cannot be read, after which it is given up.
    private const int MaxReadFailures = 10;

    private readonly Lock _lock = new();
    private readonly SpoolPage _page = new(pageBytes);
    private readonly SpoolProgress _progress = new();
    private SpoolLog? _log;
    private long _refusedAt;
    private long _unreadableAt;
    private bool _isRefused;
    private long _readTo;
    private int _readFailures;
    private bool _isClosed;

    /// <summary>Whether everything that was handed over has left the buffer, and will stay where it is when the process ends.</summary>
    public bool IsEmptied
    {
        get
        {
            lock (_lock)
            {
                return _page.IsEmpty && buffer.Reader.IsDrained;
            }
        }
    }

    /// <summary>Whether the disk refused lately, so that records wait in memory.</summary>
    public bool IsRefused => Volatile.Read(ref _isRefused);

    /// <summary>Whether every record has been handed over to be sent.</summary>
    public bool IsDrained
    {
        get
        {
            lock (_lock)
            {
                return _page.IsEmpty && buffer.Reader.IsDrained && _log?.HasUnread != true;
            }
        }
    }

    /// <summary>How far the buffer was read, as far as the calling thread can see.</summary>
    public long ReadPosition => Volatile.Read(ref _readTo);

    /// <summary>Whether records wait for the spool's thread.</summary>
    public bool HasPending
    {
        get
        {
            lock (_lock)
            {
                return !_page.IsEmpty || buffer.Reader.TryPeek(out _);
            }
        }
    }

    /// <summary>Whether records lie on the disk that could not be read a moment ago.</summary>
    public bool HasUnreadable => Volatile.Read(ref _readFailures) > 0;

    /// <summary>Whether <see cref="TryTake"/> has something to give.</summary>
    public bool HasReadable
    {
        get
        {
            lock (_lock)
            {
                return _log?.HasUnread == true
                    ? _readFailures == 0 || time.GetElapsedTime(_unreadableAt) >= RetryAfter
                    : _isRefused && (!_page.IsEmpty || buffer.Reader.TryPeek(out _));
            }
        }
    }

    /// <summary>Everything before this point of the buffer's stream has its fate.</summary>
    public long Position
    {
        get
        {
            lock (_lock)
            {
                return _progress.Position;
            }
        }
    }

    /// <summary>Moves what is buffered to the disk. For the spool's thread.</summary>
    /// <param name="isLast">Whether there is no later: a disk that refused a moment ago is asked all the same.</param>
    /// <returns>How far the buffer was read; null if something had to stay in memory.</returns>
    public long? Move(bool isLast)
    {
        lock (_lock)
        {
            bool mayTry = isLast || !_isRefused || time.GetElapsedTime(_refusedAt) >= RetryAfter;
            bool moved = !_isClosed && mayTry && TryOpen() && TryMoveAll();
            MarkFlush();
            return moved ? buffer.Reader.Position : null;
        }
    }

    /// <summary>Makes what was moved survive a loss of power. For the spool's thread.</summary>
    public bool Sync() => _log?.Sync() ?? false;

    /// <summary>Records to send next, from the disk as long as it has any; null when there are none.</summary>
    public SpoolChunk? TryTake()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return null;
            }

            return _log?.HasUnread == true ? TryRead()
                : _isRefused && (!_page.IsEmpty || TryFill()) ? TakePage()
                : null;
        }
    }

    /// <summary>What was read of a chunk has its fate.</summary>
    public void Settle(SpoolChunk chunk)
    {
        lock (_lock)
        {
            int count = chunk.TakeRead();
            int missing = chunk.Missing;
            if (missing > 0)
            {
                counters.Lose(DropReasons.SpoolDamaged, missing, chunk.MissingBytes);
                DeliveryEventSource.Log.RecordsDropped(counters.Signal, DropReasons.SpoolDamaged, missing);
            }

            _progress.Settle(count + missing);
            counters.Settle(count + missing, chunk.Segment is not null);
            if (chunk.Segment is { } segment && !_isClosed)
            {
                _log!.Settle(segment, chunk.ReadTo, chunk.NextNumber);
                counters.SetSpooledBytes(_log.FileBytes);
            }
        }
    }

    /// <summary>Lets go of the folder, once no thread uses it any more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            _log?.Dispose();
        }
    }

    private bool TryOpen()
    {
        if (_log is not null)
        {
            return true;
        }

        ISpoolFolder? folder = null;
        try
        {
            folder = open();
            var log = new SpoolLog(folder, maxBytes);
            SpoolRecovery found = log.Recover();
            _page.NumberAfter(Math.Max(found.LastNumber, _page.FirstNumber + _page.Records - 1));
            _progress.Move(found.Records);
            counters.Replay(found.Records, found.RecordBytes, found.Damaged);
            _log = log;
            return true;
        }
        catch (Exception exception)
        {
            // A path that cannot be used is no reason to be without telemetry.
            folder?.Dispose();
            DeliveryEventSource.Log.SpoolFailed(exception.Message);
            Refuse();
            return false;
        }
    }

    private bool TryMoveAll()
    {
        while (!_page.IsEmpty || TryFill())
        {
            AppendResult result = _log!.TryAppend(_page);
            counters.SetSpooledBytes(_log.FileBytes);
            if (result != AppendResult.Appended)
            {
                Refuse();
                return false;
            }

            counters.Spool(_page.Records);
            _progress.Move(_page.Records);
            _page.Clear();
        }

        Volatile.Write(ref _isRefused, false);
        return true;
    }

    private bool TryFill()
    {
        _page.Fill(buffer.Reader, time.GetUtcNow().ToUnixTimeMilliseconds());
        Volatile.Write(ref _readTo, buffer.Reader.Position);
        return !_page.IsEmpty;
    }

    private void Refuse()
    {
        _refusedAt = time.GetTimestamp();
        Volatile.Write(ref _isRefused, true);
        counters.CountRefusal();
    }

    private SpoolChunk TakePage()
    {
        var chunk = SpoolChunk.Copy(_page);
        _progress.Move(_page.Records);
        _page.Clear();

        // What comes next on the disk has a gap before it, which in one file would look like damage.
        _log?.BeginAnew();
        return chunk;
    }

    private SpoolChunk? TryRead()
    {
        if (_readFailures > 0 && time.GetElapsedTime(_unreadableAt) < RetryAfter)
        {
            return null;
        }

        try
        {
            SpoolChunk? chunk = _log!.TryRead();
            _readFailures = 0;
            return chunk;
        }
        catch (Exception exception)
        {
            DeliveryEventSource.Log.SpoolFailed(exception.Message);
            _unreadableAt = time.GetTimestamp();
            if (++_readFailures >= MaxReadFailures)
            {
                Abandon();
            }

            return null;
        }
    }

    private void Abandon()
    {
        _readFailures = 0;
        (int records, long recordBytes) = _log!.Abandon();
        _progress.Settle(records);
        counters.Lose(DropReasons.SpoolDamaged, records, recordBytes);
        counters.Settle(records, wereSpooled: true);
        DeliveryEventSource.Log.RecordsDropped(counters.Signal, DropReasons.SpoolDamaged, records);
    }

    // Only while somebody waits for it.
    private void MarkFlush()
    {
        if (flushes.Any && _page.IsEmpty)
        {
            _progress.Mark(buffer.Reader.Position);
        }
    }
}
