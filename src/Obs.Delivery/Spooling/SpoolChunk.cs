using System.Buffers;

namespace Obs.Delivery.Spooling;

/// <summary>Records that were read back, or that no disk would take, while they are being sent.</summary>
internal sealed class SpoolChunk : IDisposable
{
    private readonly byte[] _bytes;
    private readonly int _length;
    private readonly long _offset;
    private readonly int _expected;
    private readonly long _expectedBytes;
    private int _position;
    private int _read;
    private long _readBytes;
    private int _settled;
    private SpoolRecord? _peeked;

    private SpoolChunk(SpoolSegment? segment, long offset, int length, int expected, long expectedBytes)
    {
        Segment = segment;
        _offset = offset;
        _length = length;
        _expected = expected;
        _expectedBytes = expectedBytes;
        _bytes = ArrayPool<byte>.Shared.Rent(length);
    }

    /// <summary>Where the records lie; null if in memory only.</summary>
    public SpoolSegment? Segment { get; }

    /// <summary>Whether nothing is left to read.</summary>
    public bool IsRead => _position >= _length;

    /// <summary>The place behind the last record that was read, in the segment.</summary>
    public long ReadTo => _offset + _position;

    /// <summary>The number behind that of the last record that was read; null as long as none was.</summary>
    public long? NextNumber { get; private set; }

    /// <summary>Records that should have been there and were not, once the chunk is read.</summary>
    public int Missing => IsRead ? _expected - _read : 0;

    public long MissingBytes => IsRead ? Math.Max(0, _expectedBytes - _readBytes) : 0;

    /// <summary>Everything in a segment that was not read yet.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SpoolChunk Read(ISpoolFile file, SpoolSegment segment)
    {
        var chunk = new SpoolChunk(
            segment, segment.ReadAt, checked((int)(segment.End - segment.ReadAt)), segment.Unread, segment.UnreadBytes);
        try
        {
            Span<byte> bytes = chunk._bytes.AsSpan(0, chunk._length);
            bytes[file.Read(bytes, segment.ReadAt)..].Clear(); // A file that somebody has cut short ends in damage.
            return chunk;
        }
        catch
        {
            chunk.Dispose();
            throw;
        }
    }

    public static SpoolChunk Copy(SpoolPage page)
    {
        var chunk = new SpoolChunk(null, 0, page.Length, page.Records, page.RecordBytes);
        page.Bytes.Span.CopyTo(chunk._bytes);
        return chunk;
    }

    /// <summary>The next record that is whole.</summary>
    public bool TryPeek(out SpoolRecord record, out ReadOnlyMemory<byte> bytes)
    {
        bytes = default;
        record = default;
        if (_peeked is null && (IsRead || !SpoolRecord.TryFind(_bytes.AsSpan(0, _length), ref _position, out record)))
        {
            return false;
        }

        _peeked ??= record;
        record = _peeked.Value;
        bytes = _bytes.AsMemory(_position + SpoolRecord.HeaderBytes, record.Length);
        return true;
    }

    /// <summary>Moves past the record that was peeked.</summary>
    public void Advance()
    {
        SpoolRecord record = _peeked!.Value;
        NextNumber = record.Number + 1;
        _position += record.Footprint;
        _read++;
        _readBytes += record.Length;
        _peeked = null;
    }

    /// <summary>Records read since the last call.</summary>
    public int TakeRead()
    {
        int count = _read - _settled;
        _settled = _read;
        return count;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
