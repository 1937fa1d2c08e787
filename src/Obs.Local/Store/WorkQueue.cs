namespace Obs.Local.Store;

/// <summary>What waits for the writer, bounded in bytes; when it is full the newest is refused.</summary>
/// <remarks>Thread safety: many threads add, one takes. A lock rather than a channel: the taker swaps the whole list out at once.</remarks>
internal sealed class WorkQueue(long maxBytes)
{
    private readonly object _gate = new(); // Not a Lock: the taker waits on it for a pulse.
    private List<StoreWork> _waiting = [];
    private long _bytes;
    private bool _closed;

    public bool TryAdd(StoreWork work)
    {
        lock (_gate)
        {
            if (_closed || _bytes + work.SizeBytes > maxBytes)
            {
                return false;
            }

            _bytes += work.SizeBytes;
            _waiting.Add(work);
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    /// <summary>Waits for work, or for the time to pass, and swaps <paramref name="empty"/> for what is there; false once closed and
    /// drained.</summary>
    public bool Take(ref List<StoreWork> empty, TimeSpan timeout)
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && !_closed)
            {
                Monitor.Wait(_gate, timeout);
            }

            (empty, _waiting) = (_waiting, empty);
            return empty.Count > 0 || !_closed;
        }
    }

    public void Finished(long bytes)
    {
        lock (_gate)
        {
            _bytes -= bytes;
        }
    }

    /// <summary>Bytes that wait or are being written.</summary>
    public long Bytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }
    }
}
