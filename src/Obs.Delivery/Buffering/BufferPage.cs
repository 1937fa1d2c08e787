using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Obs.Delivery.Buffering;

/// <summary>A stretch of the buffer: records one after the other, each behind a four-byte header and aligned to four bytes.</summary>
internal sealed class BufferPage(int length)
{
    public const int HeaderBytes = sizeof(int);

    /// <summary>Header of a stretch whose writer has not finished.</summary>
    public const int Unwritten = 0;

    /// <summary>Header that stands where a record no longer fitted.</summary>
    public const int EndOfPage = -1;

    // Records are read through the array, so that a batch can hand out memory without copying.
    private readonly byte[] _data = new byte[length];
    private long _reserved;
    private BufferPage? _next;

    public int Length { get; } = length;

    /// <summary>Where the page begins in the stream of everything that was ever buffered.</summary>
    public long Origin { get; private set; }

    public BufferPage? Next => Volatile.Read(ref _next);

    /// <summary>Whether a reservation has run past the end, after which none can succeed.</summary>
    public bool IsClosed => Volatile.Read(ref _reserved) > Length;

    public long EndPosition => Origin + Math.Min(Volatile.Read(ref _reserved), Length);

    /// <summary>Bytes a record takes with its header and alignment.</summary>
    public static long Footprint(int recordBytes) => ((long)recordBytes + HeaderBytes + 3) & ~3L;

    /// <summary>Takes room at the end. The caller whose reservation is the first not to fit must call <see cref="WriteEnd"/>.</summary>
    public long Reserve(long footprint) => Interlocked.Add(ref _reserved, footprint) - footprint;

    public bool Fits(long start, long footprint) => start + footprint <= Length;

    /// <summary>Tells the reader that nothing follows, if <paramref name="start"/> is where the records end.</summary>
    public void WriteEnd(long start)
    {
        if (start < Length)
        {
            Volatile.Write(ref Header((int)start), EndOfPage);
        }
    }

    public void Write(int start, ReadOnlySpan<byte> record) => record.CopyTo(_data.AsSpan(start + HeaderBytes));

    /// <summary>Shows a written record to the reader; a full fence, so that a check for a sleeping reader may follow.</summary>
    public void Publish(int start, int recordBytes) => Interlocked.Exchange(ref Header(start), recordBytes + 1);

    /// <summary>The header at an offset: <see cref="Unwritten"/>, <see cref="EndOfPage"/>, or the record's length plus one.</summary>
    public int ReadHeader(int start) => start >= Length ? EndOfPage : Volatile.Read(ref Header(start));

    public ReadOnlyMemory<byte> Record(int start, int recordBytes) => _data.AsMemory(start + HeaderBytes, recordBytes);

    /// <summary>Makes the page the one after <paramref name="previous"/>, with its first bytes already reserved.</summary>
    public void Append(BufferPage previous, long firstFootprint)
    {
        Origin = previous.Origin + previous.Length;
        Volatile.Write(ref _next, null);
        // A writer that still remembers this page from its last use may reserve from here on. That is sound: the page is
        // certain to be linked, and until this line the old value kept every such writer out.
        Volatile.Write(ref _reserved, firstFootprint);
        Volatile.Write(ref previous._next, this);
    }

    public void Clear() => Array.Clear(_data);

    private ref int Header(int start) =>
        ref Unsafe.As<byte, int>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_data), start));
}
