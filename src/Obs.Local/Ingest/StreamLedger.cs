namespace Obs.Local.Ingest;

/// <summary>What UDP lost on the way: senders number their datagrams in the header line, and a number that never came is a loss.</summary>
/// <remarks>Thread safety: every member may be called from any thread. What a stream lost before its first datagram arrived, or after its
/// last, shows in no gap and is not counted.</remarks>
internal sealed class StreamLedger
{
    private const int MaxStreams = 1_024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _streams = new(StringComparer.Ordinal);

    public void Received(string stream, long number)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(stream, out Entry? entry))
            {
                if (_streams.Count == MaxStreams)
                {
                    return;
                }

                _streams.Add(stream, entry = new Entry { First = number, Last = number });
            }

            entry.First = Math.Min(entry.First, number);
            entry.Last = Math.Max(entry.Last, number);
            entry.Count++;
        }
    }

    public IReadOnlyList<ObsLocalStreamStatus> Read()
    {
        lock (_lock)
        {
            return [.. _streams.Select(static pair => new ObsLocalStreamStatus
            {
                Stream = pair.Key,
                Received = pair.Value.Count,
                // A datagram delivered twice must not make another's loss disappear below zero.
                Lost = Math.Max(0, pair.Value.Last - pair.Value.First + 1 - pair.Value.Count),
            })];
        }
    }

    private sealed class Entry
    {
        public long First { get; set; }

        public long Last { get; set; }

        public long Count { get; set; }
    }
}
