using System.Buffers.Binary;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>Writes the values of a key one after the other, so that two keys are the same bytes exactly when they print alike.</summary>
internal sealed class KeyWriter
{
    private byte[] _buffer = new byte[256];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Write(in FieldValue value)
    {
        switch (value.Kind)
        {
            case ValueKind.Missing:
                Reserve(1)[0] = 0;
                break;
            case ValueKind.Timestamp:
                Span<byte> time = Reserve(1 + sizeof(long));
                time[0] = 1;
                BinaryPrimitives.WriteInt64LittleEndian(time[1..], value.Milliseconds);
                break;
            default:
                ReadOnlySpan<byte> text = value.ToUtf8();
                Span<byte> target = Reserve(1 + sizeof(int) + text.Length);
                target[0] = 2;
                BinaryPrimitives.WriteInt32LittleEndian(target[1..], text.Length);
                text.CopyTo(target[(1 + sizeof(int))..]);
                break;
        }
    }

    private Span<byte> Reserve(int count)
    {
        if (_length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_length + count, _buffer.Length * 2));
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
