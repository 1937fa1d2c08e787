namespace Obs.Delivery.Stopping;

/// <summary>The time that all queues of a process have to stop, together: they are disposed of one after the other.</summary>
internal sealed class StopBudget
{
    // What the queues may use of the time that a process has to end. Between the signal and them stands the host, and after them the
    // runtime takes leave: 0.2 s on a quiet machine, and more the busier it is.
    private const double AllShare = 0.8;

    // What one queue, the first, may use. The rest is for those that have their last records only when they are disposed of.
    private const double FirstShare = 0.7;
    private const double LeastShare = 0.02;

    private readonly Lock _lock = new();
    private long? _begun;
    private TimeSpan _limit;

    /// <summary>What the queues of a process may use, together, of the time that it has to stop.</summary>
    public static TimeSpan ShareOf(TimeSpan stopTimeout) => stopTimeout * AllShare;

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
            TimeSpan elapsed = time.GetElapsedTime(_begun!.Value);

            // Who comes late takes half of what is left, however many are still to come.
            TimeSpan early = (_limit * FirstShare) - elapsed;
            TimeSpan late = (ShareOf(_limit) - elapsed) / 2;
            TimeSpan given = Longer(Longer(early, late), wanted * LeastShare);
            return given < wanted * FirstShare ? given : wanted * FirstShare;
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
