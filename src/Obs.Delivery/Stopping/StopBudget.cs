namespace Obs.Delivery.Stopping;

/// <summary>The time that all queues of a process have to stop, together: they are disposed of one after the other.</summary>
internal sealed class StopBudget
{
    // What one queue, the first, may use. The rest is for those that have their last records only when they are disposed of.
    private const double Share = 0.85;
    private const double LeastShare = 0.05;

    private readonly Lock _lock = new();
    private long? _begun;
    private TimeSpan _limit;

    /// <summary>The time a queue has that wants to stop now.</summary>
    /// <param name="wanted">The time it was given in its options.</param>
    /// <param name="time">The clock.</param>
    /// <param name="isFirst">Whether no other queue has begun to stop lately.</param>
    public TimeSpan Take(TimeSpan wanted, TimeProvider time, out bool isFirst)
    {
        lock (_lock)
        {
            // A process that stops a queue now and another one later is not ending.
            isFirst = _begun is not { } begun || time.GetElapsedTime(begun) > _limit * 2;
            if (isFirst)
            {
                _begun = time.GetTimestamp();
                _limit = wanted;
            }

            _limit = wanted > _limit ? wanted : _limit;
            TimeSpan left = (_limit * Share) - time.GetElapsedTime(_begun!.Value);
            TimeSpan least = wanted * LeastShare;
            return left < least ? least : left < wanted * Share ? left : wanted * Share;
        }
    }
}
