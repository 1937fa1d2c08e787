using Obs.Delivery.Buffering;

namespace Obs.Delivery.Sending;

/// <summary>Takes records off the buffer until a batch is as full as the receiver allows.</summary>
internal sealed class BatchPacker(IRecordSource reader, int maxCount, int maxBytes, int overheadBytes)
{
    private ReadOnlyMemory<byte>[] _records = new ReadOnlyMemory<byte>[Math.Min(maxCount, 256)];

    public int MaxCount => maxCount;

    /// <summary>The records of the last batch, then unused room.</summary>
    public ReadOnlyMemory<byte>[] Records => _records;

    /// <summary>Fills the batch anew and returns how many records it has.</summary>
    /// <param name="full">Whether there was no room for another record.</param>
    public int Pack(out bool full)
    {
        int count = 0;
        long size = 0;
        full = false;
        while (!full && reader.TryPeek(out ReadOnlyMemory<byte> record))
        {
            size += record.Length + overheadBytes;
            full = count == maxCount || size > maxBytes;
            if (!full)
            {
                if (count == _records.Length)
                {
                    Array.Resize(ref _records, Math.Min(maxCount, count * 2));
                }

                _records[count++] = record;
                reader.Advance(record.Length);
            }
        }

        return count;
    }
}
