using System.Buffers;

namespace Obs.Metrics;

/// <summary>Takes bytes in room that is rented: what is made by pieces is passed on at once, and leaves nothing behind.</summary>
/// <remarks>Not safe for use by several threads.</remarks>
internal sealed class RentedOutput(int initialBytes) : IBufferWriter<byte>, IDisposable
{
    private byte[] _room = ArrayPool<byte>.Shared.Rent(initialBytes);

    public int WrittenCount { get; private set; }

    /// <summary>What was written, to be read or completed in place.</summary>
    public Span<byte> Written => _room.AsSpan(0, WrittenCount);

    public void Advance(int count) => WrittenCount += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Widen(sizeHint);
        return _room.AsMemory(WrittenCount);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Widen(sizeHint);
        return _room.AsSpan(WrittenCount);
    }

    /// <summary>Forgets what was written; the room stays.</summary>
    public void Clear() => WrittenCount = 0;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_room);
        _room = [];
        WrittenCount = 0;
    }

    private void Widen(int wanted)
    {
        int needed = WrittenCount + Math.Max(wanted, 1);
        if (needed > _room.Length)
        {
            byte[] wider = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * _room.Length));
            Written.CopyTo(wider);
            ArrayPool<byte>.Shared.Return(_room);
            _room = wider;
        }
    }
}
