namespace Obs.Delivery.Spooling;

/// <summary>What an earlier process left in a segment.</summary>
internal readonly struct SegmentScan
{
    private SegmentScan(long start, int records, long recordBytes, int damaged, long lastNumber)
    {
        Start = start;
        Records = records;
        RecordBytes = recordBytes;
        Damaged = damaged;
        LastNumber = lastNumber;
    }

    /// <summary>Where the first record lies that is still to be sent.</summary>
    public long Start { get; }

    /// <summary>Whole records from there on.</summary>
    public int Records { get; }

    public long RecordBytes { get; }

    /// <summary>Records that were there and cannot be read; a damaged end counts as one.</summary>
    public int Damaged { get; }

    public long LastNumber { get; }

    public static SegmentScan Of(ReadOnlySpan<byte> file)
    {
        var header = SegmentHeader.Read(file);
        long? expected = header.NextNumber;
        long last = (expected ?? 0) - 1;
        int position = (int)header.Offset;
        int sound = position;
        int records = 0;
        long recordBytes = 0;
        long damaged = 0;
        while (SpoolRecord.TryFind(file, ref position, out SpoolRecord record))
        {
            damaged += expected is { } number ? Math.Clamp(record.Number - number, 0, int.MaxValue) : 0;
            last = record.Number;
            expected = last + 1;
            records++;
            recordBytes += record.Length;
            position += record.Footprint;
            sound = position;
        }

        damaged += sound < file.Length ? 1 : 0;
        return new SegmentScan(header.Offset, records, recordBytes, (int)Math.Min(damaged, int.MaxValue), last);
    }
}
