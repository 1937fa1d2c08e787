namespace Obs.Delivery.Accounts;

/// <summary>What went in and what became of it, for one queue.</summary>
/// <remarks>
/// A record is counted when it takes its room and again when its fate is known; what lies between is derived, never counted, so
/// that the account balances at every moment. Writers touch only the first half; the second is the sending thread's, and a stop's.
/// </remarks>
internal sealed class QueueCounters(string signal)
{
    // Set once the account is closed. Kept in the same word as the count, so that a writer learns with the very addition that
    // would have counted its record whether that still holds.
    private const long ClosedBit = 1L << 62;

    private readonly Lock _resolving = new();
    private readonly ReasonCounters _refused = new();
    private readonly ReasonCounters _lost = new();
    private long _enqueued;
    private long _bufferedBytes;
    private long _delivered;
    private long _resolved;
    private long _replayed;
    private long _spooled;
    private long _everSpooled;

    // Records that have their fate while the spool does not know it yet.
    private long _unsettled;
    private long _spooledBytes;
    private long _refusals;
    private long _kept;
    private bool _closed;

    public string Signal { get; } = signal;

    /// <summary>Records in the buffer, as far as the calling thread can see.</summary>
    public long Buffered => Enqueued - Volatile.Read(ref _resolved);

    public long BufferedBytes => Math.Max(0, Volatile.Read(ref _bufferedBytes));

    /// <summary>Records that lie on the disk.</summary>
    public long Spooled => Math.Max(0, Volatile.Read(ref _spooled) - Volatile.Read(ref _unsettled));

    /// <summary>Records that were ever written to the disk by this process.</summary>
    public long EverSpooled => Volatile.Read(ref _everSpooled);

    /// <summary>Set once, before the first record.</summary>
    public bool HasSpool { get; set; }

    private long Enqueued => _closed ? _resolved + _kept : Volatile.Read(ref _enqueued);

    /// <summary>Counts a record that has room in the buffer; false if the account was closed meanwhile.</summary>
    public bool TryEnqueue(int recordBytes)
    {
        if (Interlocked.Increment(ref _enqueued) > ClosedBit)
        {
            return false;
        }

        Interlocked.Add(ref _bufferedBytes, recordBytes);
        return true;
    }

    /// <summary>Counts records that never reached the buffer.</summary>
    public void Refuse(string? reason, long count) => _refused.Add(reason, count);

    public void Deliver(int count, long sizeBytes)
    {
        lock (_resolving)
        {
            if (!_closed)
            {
                _delivered += count;
                Resolve(count, sizeBytes);
            }
        }
    }

    public void Lose(string? reason, int count, long sizeBytes)
    {
        lock (_resolving)
        {
            if (!_closed)
            {
                _lost.Add(reason, count);
                Resolve(count, sizeBytes);
            }
        }
    }

    /// <summary>Counts records that an earlier process accepted, and those among them that could not be read.</summary>
    public void Replay(int count, long sizeBytes, int damaged)
    {
        lock (_resolving)
        {
            if (!_closed)
            {
                _replayed += count + damaged;
                Interlocked.Add(ref _bufferedBytes, sizeBytes);
                Interlocked.Add(ref _enqueued, count);
                Interlocked.Add(ref _spooled, count);
            }
        }

        if (damaged > 0)
        {
            Refuse(DropReasons.SpoolDamaged, damaged);
        }
    }

    public void Spool(int count)
    {
        Interlocked.Add(ref _spooled, count);
        Interlocked.Add(ref _everSpooled, count);
    }

    /// <summary>The spool knows now that so many records have their fate.</summary>
    public void Settle(int count, bool wereSpooled)
    {
        lock (_resolving)
        {
            if (!_closed)
            {
                Interlocked.Add(ref _spooled, wereSpooled ? -count : 0);
                _unsettled -= count;
            }
        }
    }

    public void SetSpooledBytes(long fileBytes) => Volatile.Write(ref _spooledBytes, fileBytes);

    /// <summary>Counts an attempt to use the disk that failed, or found it full.</summary>
    public void CountRefusal() => Interlocked.Increment(ref _refusals);

    /// <summary>Counts what is still in memory as lost, and lets nothing change the account afterwards. What lies on the disk stays
    /// buffered: the next process sends it.</summary>
    public long Close(string reason)
    {
        lock (_resolving)
        {
            if (_closed)
            {
                return 0;
            }

            long left = Interlocked.Or(ref _enqueued, ClosedBit) - _resolved;
            _closed = true;
            _kept = Math.Min(left, Spooled);
            left -= _kept;
            Volatile.Write(ref _resolved, _resolved + left);
            if (left > 0)
            {
                _lost.Add(reason, left);
            }

            return left;
        }
    }

    public DeliveryAccount Read()
    {
        Dictionary<string, long> dropped = new(StringComparer.Ordinal);
        lock (_resolving)
        {
            // Fates before arrivals: read the other way round, a record delivered in between would make the backlog negative.
            long refused = _refused.AddTo(dropped);
            _lost.AddTo(dropped);
            long enqueued = Enqueued;
            long buffered = enqueued - _resolved;
            return new DeliveryAccount
            {
                Signal = Signal,
                Accepted = enqueued + refused,
                Delivered = _delivered,
                Buffered = buffered,
                BufferedBytes = _closed && _kept == 0 ? 0 : BufferedBytes,
                Dropped = dropped,
                HasSpool = HasSpool,
                Spooled = Math.Clamp(Spooled, 0, buffered),
                SpooledBytes = Volatile.Read(ref _spooledBytes),
                Replayed = _replayed,
                SpoolRefusals = Volatile.Read(ref _refusals),
            };
        }
    }

    private void Resolve(long count, long sizeBytes)
    {
        Volatile.Write(ref _resolved, _resolved + count);
        _unsettled += HasSpool ? count : 0;
        Interlocked.Add(ref _bufferedBytes, -sizeBytes);
    }
}
