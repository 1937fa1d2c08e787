namespace Obs.Delivery.Stopping;

/// <summary>The time that all queues of a process have to stop, together: they are disposed of one after the other.</summary>
/// <remarks>It runs from the moment that the end of the process was announced: what the host needs until then is not given twice. Thread
/// safety: any thread.</remarks>
internal sealed class StopBudget(Func<ProcessorTime> processor)
{
    // What the queues may use, at most, of the time that a process has to end. The host and the runtime, which take leave after them,
    // need 0.2 s of the rest on a quiet machine.
    private const double AllShare = 0.7;

    // What one queue, the first, may use of that. The rest is for those that have their last records only when they are disposed of.
    private const double FirstShare = 6 / 7d;

    // What they have together where the application itself has used up the time, or the machine is too slow for any of it.
    private const double LeastShare = 0.1;
    private const double LeastShareOfOne = 0.02;

    // What was announced longer ago did not come about.
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(10);

    // What is left to do after the queues, on a processor of one's own: mostly code that never ran before. Measured: 20 to 30 ms.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(45);

    private readonly Lock _lock = new();
    private ProcessorTime _processor;
    private long? _announced;
    private long? _begun;
    private TimeSpan _used;
    private TimeSpan _limit;

    public StopBudget()
        : this(ProcessorTime.Read)
    {
    }

    /// <summary>What the queues of a process may use, together, of the time that it has to stop.</summary>
    public static TimeSpan ShareOf(TimeSpan stopTimeout) => stopTimeout * AllShare;

    /// <summary>The process is about to end: whoever asked for it counts from now, or from an announcement just before.</summary>
    public void Announce(TimeProvider time)
    {
        lock (_lock)
        {
            if (_announced is not { } before || time.GetElapsedTime(before) > Stale)
            {
                _announced = time.GetTimestamp();
                _processor = processor();
            }
        }
    }

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
                Begin(wanted, time);
            }

            _limit = Longer(wanted, _limit);
            TimeSpan elapsed = time.GetElapsedTime(_begun!.Value);
            TimeSpan all = Longer(Shorter(ShareOf(_limit), _limit - RestOfProcess(elapsed)), _used + (_limit * LeastShare));

            // Who comes late takes half of what is left, however many are still to come.
            TimeSpan given = Longer(Longer((all * FirstShare) - elapsed, (all - elapsed) / 2), wanted * LeastShareOfOne);
            return Shorter(given, ShareOf(wanted) * FirstShare);
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Begin(TimeSpan wanted, TimeProvider time)
    {
        long now = time.GetTimestamp();

        // A signal that the application has cancelled announced nothing.
        _announced = _announced is { } before && time.GetElapsedTime(before, now) <= Stale ? _announced : null;
        _begun = _announced ?? now;
        _used = time.GetElapsedTime(_begun!.Value, now);
        _limit = wanted;
    }

    // On a machine that is so busy that everything takes fifty times as long, the end of the host and of the runtime does too.
    private TimeSpan RestOfProcess(TimeSpan elapsed) =>
        _announced is null ? TimeSpan.Zero : Rest * processor().SlownessSince(_processor, elapsed);
}
