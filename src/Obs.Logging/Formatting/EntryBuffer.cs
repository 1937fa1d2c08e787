using System.Buffers;

namespace Obs.Logging.Formatting;

/// <summary>The bytes of the entry being written; kept for the next one unless a large entry made it grow.</summary>
internal sealed class EntryBuffer : IBufferWriter<byte>
{
    private const int InitialBytes = 2 * 1024;
    private const int KeptBytes = 32 * 1024;

    private byte[] _bytes = new byte[InitialBytes];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Reset()
    {
        _length = 0;
        if (_bytes.Length > KeptBytes)
        {
            _bytes = new byte[InitialBytes];
        }
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        int least = _length + Math.Max(sizeHint, 256);
        if (_bytes.Length < least)
        {
            Array.Resize(ref _bytes, Math.Max(least, _bytes.Length * 2));
        }

        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
