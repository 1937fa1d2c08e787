namespace Obs.Local.Logs;

/// <summary>Copies texts one behind the other, so that many of them are few objects.</summary>
internal sealed class TextBuffer
{
    private const int BufferBytes = 64 * 1024; // Less than what goes to the large object heap.

    private byte[] _buffer = [];
    private int _used;

    public ReadOnlyMemory<byte> Add(ReadOnlySpan<byte> text)
    {
        if (text.Length > _buffer.Length - _used)
        {
            _buffer = new byte[Math.Max(BufferBytes, text.Length)];
            _used = 0;
        }

        text.CopyTo(_buffer.AsSpan(_used));
        ReadOnlyMemory<byte> copy = _buffer.AsMemory(_used, text.Length);
        _used += text.Length;
        return copy;
    }
}
