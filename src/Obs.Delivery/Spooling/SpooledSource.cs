using Obs.Delivery.Accounts;
using Obs.Delivery.Buffering;

namespace Obs.Delivery.Spooling;

/// <summary>Hands the sending thread what lies in the spool, oldest first, and leaves out what the receiver would find too old.</summary>
internal sealed class SpooledSource(SpoolExchange exchange, QueueCounters counters, TimeSpan maxAge, TimeProvider time) : IRecordSource
{
    private static readonly TimeSpan UnreadablePause = TimeSpan.FromSeconds(1);

    private readonly List<SpoolChunk> _chunks = [];

    public long Position => exchange.Position;

    public bool IsDrained => _chunks.TrueForAll(static chunk => chunk.IsRead) && exchange.IsDrained;

    public bool HasMore => _chunks.Exists(static chunk => !chunk.IsRead) || exchange.HasReadable;

    public TimeSpan Rest => exchange.HasUnreadable ? UnreadablePause : Timeout.InfiniteTimeSpan;

    public bool TryPeek(out ReadOnlyMemory<byte> record)
    {
        long oldest = (time.GetUtcNow() - maxAge).ToUnixTimeMilliseconds();
        while (true)
        {
            if (_chunks.Count > 0 && _chunks[^1].TryPeek(out SpoolRecord header, out record))
            {
                if (header.Milliseconds >= oldest)
                {
                    return true;
                }

                counters.Lose(DropReasons.TooOld, 1, header.Length);
                _chunks[^1].Advance();
            }
            else if (exchange.TryTake() is { } chunk)
            {
                _chunks.Add(chunk);
            }
            else
            {
                record = default;
                return false;
            }
        }
    }

    public void Advance(int recordBytes) => _chunks[^1].Advance();

    public void Commit()
    {
        foreach (SpoolChunk chunk in _chunks)
        {
            exchange.Settle(chunk);
        }

        _chunks.RemoveAll(static chunk =>
        {
            if (chunk.IsRead)
            {
                chunk.Dispose();
            }

            return chunk.IsRead;
        });
    }
}
