namespace Obs.Delivery.Sending;

/// <summary>How much of a batch travels in one request.</summary>
internal sealed class BatchGroup(ReadOnlySpan<byte> key)
{
    private readonly byte[] _key = key.ToArray();

    public int Count { get; private set; }

    /// <summary>Bytes of its records, with what the wire adds.</summary>
    public long WireBytes { get; private set; }

    public bool Is(ReadOnlySpan<byte> key) => key.SequenceEqual(_key);

    public void Add(int wireBytes)
    {
        Count++;
        WireBytes += wireBytes;
    }

    public void Clear() => (Count, WireBytes) = (0, 0);
}
