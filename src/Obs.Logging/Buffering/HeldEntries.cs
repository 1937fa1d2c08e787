using System.Buffers;
using System.Runtime.InteropServices;

namespace Obs.Logging.Buffering;

/// <summary>Entries one behind the other, each after its length. When there is no room the oldest go: the newest tell most of a
/// failure.</summary>
internal sealed class HeldEntries(int maxBytes)
{
    private const int HeaderBytes = sizeof(int);
    private const int InitialBytes = 4 * 1024;

    private byte[] _bytes = [];
    private int _start;
    private int _end;

    public int Count { get; private set; }

    public int SizeBytes => _end - _start;

    /// <summary>Adds an entry; returns how many were dropped for it, itself among them if it alone is too large.</summary>
    public int Add(ReadOnlySpan<byte> entry)
    {
        int needed = HeaderBytes + entry.Length;
        if (needed > maxBytes)
        {
            return 1;
        }

        int dropped = 0;
        while (SizeBytes + needed > maxBytes)
        {
            TakeFirst();
            dropped++;
        }

        EnsureRoom(needed);
        MemoryMarshal.Write(_bytes.AsSpan(_end), entry.Length);
        entry.CopyTo(_bytes.AsSpan(_end + HeaderBytes));
        _end += needed;
        Count++;
        return dropped;
    }

    /// <summary>The oldest entry, which is then no longer held; valid until the next call.</summary>
    public ReadOnlySpan<byte> TakeFirst()
    {
        int length = MemoryMarshal.Read<int>(_bytes.AsSpan(_start));
        ReadOnlySpan<byte> entry = _bytes.AsSpan(_start + HeaderBytes, length);
        _start += HeaderBytes + length;
        Count--;
        return entry;
    }

    /// <summary>Lets go of everything.</summary>
    public void Clear()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = [];
        (_start, _end, Count) = (0, 0, 0);
    }

    private void EnsureRoom(int needed)
    {
        if (_bytes.Length - _end >= needed)
        {
            return;
        }

        // What was dropped leaves room at the front; only if that is little does the array have to grow.
        Span<byte> held = _bytes.AsSpan(_start, SizeBytes);
        int size = held.Length;
        if (size + needed <= _bytes.Length / 2 || _bytes.Length >= maxBytes * 2)
        {
            held.CopyTo(_bytes);
        }
        else
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(InitialBytes, Math.Min((size + needed) * 2, maxBytes * 2)));
            held.CopyTo(larger);
            Clear(larger);
        }

        (_start, _end) = (0, size);
    }

    private void Clear(byte[] replacement)
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = replacement;
    }
}
