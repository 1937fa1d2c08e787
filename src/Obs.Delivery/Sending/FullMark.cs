namespace Obs.Delivery.Sending;

/// <summary>How much has to be buffered before a batch can be full. Written by the sending thread, read by those who would wake
/// it.</summary>
internal sealed class FullMark(int count, long bytes)
{
    private int _count = count;
    private long _bytes = bytes;

    /// <summary>Records from which it is worth looking.</summary>
    public int Count
    {
        get => Volatile.Read(ref _count);
        set => Volatile.Write(ref _count, value);
    }

    /// <summary>Bytes from which it is worth looking.</summary>
    public long Bytes
    {
        get => Volatile.Read(ref _bytes);
        set => Volatile.Write(ref _bytes, value);
    }
}
