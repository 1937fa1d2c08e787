namespace Obs.Delivery.Spooling;

/// <summary>Lets a caller wait, for a short time, until its record is on the disk.</summary>
/// <remarks>Real time, whatever the clock: it is time taken from the application. A disk that is slower, or refuses, is not waited for
/// again for a while. Allocates nothing.</remarks>
internal sealed class SpoolWait(TimeSpan limit)
{
    private static readonly TimeSpan Forgiveness = TimeSpan.FromSeconds(10);

    private readonly object _moves = new();
    private long _position;
    private long? _gaveUpAt;
    private bool _isEnded;

    private bool IsGivenUp => _gaveUpAt is { } at && TimeProvider.System.GetElapsedTime(at) < Forgiveness;

    /// <summary>Waits until everything before this point of the buffer's stream is on the disk; false if it may not be.</summary>
    public bool TryWaitFor(long position)
    {
        try
        {
            return limit > TimeSpan.Zero && WaitFor(position);
        }
        catch (ThreadInterruptedException)
        {
            // Meant for what the application does next, and not lost on it.
            Thread.CurrentThread.Interrupt();
            return false;
        }
    }

    /// <summary>Everything before this point is on the disk.</summary>
    public void Reach(long position)
    {
        if (limit > TimeSpan.Zero)
        {
            lock (_moves)
            {
                _position = position;
                Monitor.PulseAll(_moves);
            }
        }
    }

    /// <summary>The disk refuses: nobody waits.</summary>
    public void GiveUp()
    {
        lock (_moves)
        {
            _gaveUpAt = TimeProvider.System.GetTimestamp();
            Monitor.PulseAll(_moves);
        }
    }

    /// <summary>Nothing will be moved any more.</summary>
    public void End()
    {
        lock (_moves)
        {
            _isEnded = true;
            Monitor.PulseAll(_moves);
        }
    }

    private bool WaitFor(long position)
    {
        long begun = TimeProvider.System.GetTimestamp();
        lock (_moves)
        {
            while (_position < position)
            {
                TimeSpan left = limit - TimeProvider.System.GetElapsedTime(begun);
                if (_isEnded || IsGivenUp || left <= TimeSpan.Zero || !Monitor.Wait(_moves, left))
                {
                    _gaveUpAt = IsGivenUp ? _gaveUpAt : TimeProvider.System.GetTimestamp();
                    return _position >= position;
                }
            }

            return true;
        }
    }
}
