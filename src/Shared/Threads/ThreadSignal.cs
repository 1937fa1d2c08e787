namespace Obs.Threads;

/// <summary>Lets one thread sleep until it is woken or a time has passed.</summary>
internal sealed class ThreadSignal : IDisposable
{
    // The system's own, which does not spin: what wakes the thread is a batch of requests away, and the application can use the processor
    // meanwhile. One built on a lock wakes the thread while the one that woke it still holds that lock, so that it sleeps once more.
    private readonly AutoResetEvent _event = new(initialState: false);
    private readonly TimeProvider _time;
    private readonly ITimer? _timer;

    public ThreadSignal(TimeProvider time)
    {
        _time = time;

        // The system's timers run on the thread pool and come late, or not at all, when the application has starved it; the
        // wait of the event itself does not. A clock that is not the system's can only be heard through its timers.
        if (time != TimeProvider.System)
        {
            _timer = time.CreateTimer(
                static state => ((ThreadSignal)state!).Set(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Set() => _event.Set();

    /// <summary>Sleeps until woken or until the time has passed. May also return early: the caller looks at its own condition.</summary>
    public void Wait(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            _event.WaitOne();
        }
        else
        {
            Wait(new Deadline(_time, timeout));
        }
    }

    /// <summary>The same, until a moment at most; not at all where it has passed.</summary>
    public void Wait(Deadline deadline)
    {
        TimeSpan left = deadline.Left;
        if (_timer is null)
        {
            _event.WaitOne(MillisecondsOf(left));
        }
        else
        {
            _timer.Change(left, Timeout.InfiniteTimeSpan);

            // A clock that was moved after the look at it and before the timer was set would ring that much late.
            if (!deadline.HasPassed)
            {
                _event.WaitOne();
            }

            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A timeout as the system takes it, in whole milliseconds and at least as long: cut to fewer, the last fraction of one would
    /// be waited for by asking again and again.</summary>
    internal static int MillisecondsOf(TimeSpan timeout) => (int)Math.Clamp(Math.Ceiling(timeout.TotalMilliseconds), 0, int.MaxValue);

    public void Dispose()
    {
        // Not the event: a late continuation of an abandoned attempt may still set it. Its handle is closed when nobody knows it any more.
        _timer?.Dispose();
    }
}
