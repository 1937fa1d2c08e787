namespace Obs.Metrics;

/// <summary>When windows begin and end: aligned to the wall clock, their length measured by the monotonic one.</summary>
internal sealed class WindowTime
{
    private readonly TimeSpan _interval;
    private readonly TimeProvider _time;
    private DateTimeOffset _start;
    private long _opened;

    public WindowTime(TimeSpan interval, TimeProvider time)
    {
        _interval = interval;
        _time = time;
        Reopen();
    }

    // A timer is late by milliseconds, a starved process by seconds; a tenth of an interval tells the two apart.
    private TimeSpan Tolerance => _interval / 10;

    /// <summary>Begins anew, now.</summary>
    public void Reopen()
    {
        _start = _time.GetUtcNow();
        _opened = _time.GetTimestamp();
    }

    /// <summary>How long to wait for the end of the window that is open.</summary>
    public TimeSpan UntilEnd()
    {
        DateTimeOffset now = _time.GetUtcNow();
        TimeSpan wait = Floor(now) + _interval - now;

        // The timer that closed the last window may have been early, and this one is its remainder: take it in.
        return wait + _time.GetElapsedTime(_opened) < Tolerance ? wait + _interval : wait;
    }

    /// <summary>Ends the open window and begins the next where it ends.</summary>
    public (DateTimeOffset Start, DateTimeOffset End, TimeSpan Duration) Close()
    {
        long now = _time.GetTimestamp();
        DateTimeOffset utcNow = _time.GetUtcNow();
        DateTimeOffset start = _start;
        TimeSpan duration = _time.GetElapsedTime(_opened, now);
        DateTimeOffset end = Snap(start + duration);

        // Far from the wall clock: somebody set it. The window keeps its length; the next one begins at the new time.
        _start = (end - utcNow).Duration() > Tolerance ? utcNow : end;
        _opened = now;
        return (start, end, duration);
    }

    private DateTimeOffset Snap(DateTimeOffset moment)
    {
        DateTimeOffset nearest = Floor(moment + (_interval / 2));
        return (nearest - moment).Duration() <= Tolerance && nearest > _start ? nearest : moment;
    }

    private DateTimeOffset Floor(DateTimeOffset moment) =>
        new(moment.UtcTicks - (moment.UtcTicks % _interval.Ticks), TimeSpan.Zero);
}
