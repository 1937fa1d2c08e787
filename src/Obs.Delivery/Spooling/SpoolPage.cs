using Obs.Delivery.Buffering;

namespace Obs.Delivery.Spooling;

/// <summary>Records on their way out of the buffer, as they will lie in a segment.</summary>
internal sealed class SpoolPage(int capacity)
{
    private byte[] _bytes = new byte[capacity];
    private long _nextNumber = 1;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, Length);

    public int Length { get; private set; }

    public int Records { get; private set; }

    public long RecordBytes { get; private set; }

    /// <summary>The number of the first record.</summary>
    public long FirstNumber => _nextNumber - Records;

    public bool IsEmpty => Records == 0;

    /// <summary>Numbers go on from here.</summary>
    public void NumberAfter(long number) => _nextNumber = number + 1;

    /// <summary>Takes records out of the buffer until the page, which was empty, is full.</summary>
    public void Fill(RecordReader reader, long milliseconds)
    {
        while (reader.TryPeek(out ReadOnlyMemory<byte> record))
        {
            int footprint = SpoolRecord.HeaderBytes + record.Length;
            if (footprint > _bytes.Length - Length)
            {
                if (Length > 0)
                {
                    break;
                }

                _bytes = new byte[footprint];
            }

            SpoolRecord.Write(_bytes.AsSpan(Length), record.Span, milliseconds, _nextNumber++);
            Length += footprint;
            Records++;
            RecordBytes += record.Length;
            reader.Advance(record.Length);
        }

        reader.Commit();
    }

    public void Clear()
    {
        if (_bytes.Length > capacity)
        {
            _bytes = new byte[capacity]; // One large record does not keep its room for ever.
        }

        (Length, Records, RecordBytes) = (0, 0, 0);
    }
}
