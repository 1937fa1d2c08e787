namespace Obs.Metrics;

/// <summary>Walks over encoded counts, slot by slot, without expanding them.</summary>
internal ref struct CountsReader(ReadOnlySpan<byte> encoded) : ICountsReader
{
    private ReadOnlySpan<byte> _rest = encoded;
    private long _next;

    public int Slot { get; private set; }

    public long Count { get; private set; }

    /// <summary>Whether the walk stopped because the data make no sense, not because they ended.</summary>
    public bool IsCorrupt { get; private set; }

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            if (!CountsCodec.TryRead(ref _rest, out long number) || _next > int.MaxValue || number < -int.MaxValue)
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
}
