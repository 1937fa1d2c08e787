using Obs.Delivery;

namespace Obs.Logging.Sinks;

/// <summary>The entries of a batch with the ends of their lines, for one write. Not safe for use by several threads.</summary>
internal sealed class LineBatch
{
    /// <summary>Bytes the end of a line adds to an entry.</summary>
    public const int LineEndBytes = 1;

    private byte[] _lines = new byte[16 * 1024];

    public ReadOnlySpan<byte> Join(DeliveryBatch batch)
    {
        int size = (int)batch.SizeBytes + (batch.Count * LineEndBytes);
        if (_lines.Length < size)
        {
            _lines = new byte[Math.Max(size, _lines.Length * 2)];
        }

        int position = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            batch[i].Span.CopyTo(_lines.AsSpan(position));
            position += batch[i].Length;
            _lines[position++] = (byte)'\n';
        }

        return _lines.AsSpan(0, position);
    }
}
