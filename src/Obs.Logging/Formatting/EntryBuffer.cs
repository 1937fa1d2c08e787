namespace Obs.Logging.Formatting;

/// <summary>The bytes of the entry being written; kept for the next one unless a large entry made it grow.</summary>
internal sealed class EntryBuffer
{
    private const int InitialBytes = 2 * 1024;
    private const int KeptBytes = 32 * 1024;

    private byte[] _bytes = new byte[InitialBytes];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Reset()
    {
        Length = 0;
        if (_bytes.Length > KeptBytes)
        {
            _bytes = new byte[InitialBytes];
        }
    }

    public void Append(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Room for at most so many bytes behind what is written; <see cref="Advance"/> says how many it became.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Length < bytes)
        {
            Grow(bytes);
        }

        return _bytes.AsSpan(Length, bytes);
    }

    public void Advance(int bytes) => Length += bytes;

    private void Grow(int bytes) => Array.Resize(ref _bytes, Math.Max(Length + bytes, _bytes.Length * 2));
}
