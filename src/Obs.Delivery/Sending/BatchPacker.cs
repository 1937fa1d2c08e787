using Obs.Delivery.Buffering;

namespace Obs.Delivery.Sending;

/// <summary>Gathers records until a batch is as full as the receiver allows. One thread.</summary>
/// <remarks>The limits hold for each group of records that share a request. A batch in which no group is full is kept and added to, so that
/// to look whether it is full costs only what has come since.</remarks>
internal sealed class BatchPacker(
    IRecordSource source, IBatchSender sender, int maxCount, int maxBytes, int overheadBytes, long enoughBytes, FullMark mark)
{
    // A sender that makes up groups gets a batch of so many and no more.
    private const int MaxGroups = 64;

    private readonly List<BatchGroup> _groups = [];
    private ReadOnlyMemory<byte>[] _records = new ReadOnlyMemory<byte>[Math.Min(maxCount, 256)];
    private long _recordBytes;
    private int _largestCount;
    private long _largestBytes;

    /// <summary>The records of the batch, then unused room.</summary>
    public ReadOnlyMemory<byte>[] Records => _records;

    public int Count { get; private set; }

    public bool IsEmpty => Count == 0;

    /// <summary>Whether there is no room for the next record, or for any of the same group.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Adds what can be read, as far as there is room.</summary>
    public void Pack()
    {
        // Nothing goes along with a full group: what has only begun to fill another would leave with it half full.
        while (!IsFull && source.TryPeek(out ReadOnlyMemory<byte> record))
        {
            IsFull = !TryAdd(record) || _largestCount == maxCount || _largestBytes >= maxBytes;
        }

        // A buffer that is too small for a full batch must not wait for one.
        IsFull = IsFull || _recordBytes >= enoughBytes;
        mark.Count = Count + maxCount - _largestCount;
        mark.Bytes = Math.Min(enoughBytes, _recordBytes + maxBytes - _largestBytes);
    }

    /// <summary>Begins a new batch.</summary>
    public void Clear()
    {
        if (_groups.Count == MaxGroups)
        {
            _groups.Clear();
        }

        _groups.ForEach(static group => group.Clear());
        (Count, _recordBytes, _largestCount, _largestBytes, IsFull) = (0, 0, 0, 0, false);
        (mark.Count, mark.Bytes) = (maxCount, Math.Min(enoughBytes, maxBytes));
    }

    private bool TryAdd(ReadOnlyMemory<byte> record)
    {
        int wireBytes = record.Length + overheadBytes;
        if (GroupOf(record.Span) is not { } group || group.Count == maxCount || group.WireBytes + wireBytes > maxBytes)
        {
            return false;
        }

        if (Count == _records.Length)
        {
            Array.Resize(ref _records, Count * 2);
        }

        group.Add(wireBytes);
        _records[Count++] = record;
        _recordBytes += record.Length;
        _largestCount = Math.Max(_largestCount, group.Count);
        _largestBytes = Math.Max(_largestBytes, group.WireBytes);
        source.Advance(record.Length);
        return true;
    }

    private BatchGroup? GroupOf(ReadOnlySpan<byte> record)
    {
        ReadOnlySpan<byte> key = KeyOf(record);
        foreach (BatchGroup group in _groups)
        {
            if (group.Is(key))
            {
                return group;
            }
        }

        if (_groups.Count == MaxGroups)
        {
            return null;
        }

        var added = new BatchGroup(key);
        _groups.Add(added);
        return added;
    }

    private ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> record)
    {
        try
        {
            return sender.GroupOf(record);
        }
        catch (Exception exception)
        {
            // A sender is somebody else's code: what it cannot tell apart it gets together.
            DeliveryEventSource.Log.EngineFailed(exception);
            return default;
        }
    }
}
