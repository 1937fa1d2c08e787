namespace Obs.Delivery;

/// <summary>The records of one attempt to send, in the order they were accepted. Valid only during the attempt.</summary>
public readonly struct DeliveryBatch
{
    private readonly ReadOnlyMemory<byte>[]? _records;
    private readonly int _start;

    internal DeliveryBatch(ReadOnlyMemory<byte>[] records, int start, int count)
    {
        _records = records;
        _start = start;
        Count = count;
    }

    /// <summary>Records in the batch.</summary>
    public int Count { get; }

    /// <summary>Bytes of all records together, without what a wire protocol adds.</summary>
    public long SizeBytes
    {
        get
        {
            long size = 0;
            for (int i = 0; i < Count; i++)
            {
                size += this[i].Length;
            }

            return size;
        }
    }

    /// <summary>One record.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index lies outside the batch.</exception>
    public ReadOnlyMemory<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _records![_start + index];
        }
    }
}
