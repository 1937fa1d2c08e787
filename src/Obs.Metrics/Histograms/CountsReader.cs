namespace Obs.Metrics;

/// <summary>Walks over encoded counts, slot by slot, without expanding them.</summary>
internal ref struct CountsReader(ReadOnlySpan<byte> encoded) : ICountsReader
{
    private readonly ReadOnlySpan<byte> _encoded = encoded;
    private int _place;
    private long _next;

    public int Slot { get; private set; }

    public long Count { get; private set; }

    /// <summary>Whether the walk stopped because the data make no sense, not because they ended.</summary>
    public bool IsCorrupt { get; private set; }

    public bool MoveNext()
    {
        while (_place < _encoded.Length)
        {
            if (!TryRead(out long number) || _next > int.MaxValue || number < -int.MaxValue)
            {
                IsCorrupt = true;
                return false;
            }

            if (number <= 0)
            {
                _next += number == 0 ? 1 : -number;
                continue;
            }

            Slot = (int)_next++;
            Count = number;
            return true;
        }

        return false;
    }

    public readonly void Skip(ref long seen, long rank)
    {
        // Numbers of any length follow one another: there is nothing to pass over at once.
    }

    private bool TryRead(out long number)
    {
        int bits = _encoded[_place];
        int length = 1;
        if (bits >= 0x80)
        {
            if (_place + 1 == _encoded.Length || _encoded[_place + 1] >= 0x80)
            {
                return TryReadLong(out number);
            }

            bits = (bits & 0x7F) | (_encoded[_place + 1] << 7);
            length = 2;
        }

        _place += length;
        number = (bits >> 1) ^ -(bits & 1);
        return true;
    }

    private bool TryReadLong(out long number)
    {
        ReadOnlySpan<byte> rest = _encoded[_place..];
        bool isWhole = CountsCodec.TryRead(ref rest, out number);
        _place = _encoded.Length - rest.Length;
        return isWhole;
    }
}
