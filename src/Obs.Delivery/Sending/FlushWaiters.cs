namespace Obs.Delivery.Sending;

/// <summary>Callers that wait until the queue has dealt with everything up to a point.</summary>
internal sealed class FlushWaiters
{
    private readonly Lock _lock = new();
    private readonly List<(long Position, Action Done)> _waiters = [];
    private bool _ended;

    public bool Any
    {
        get
        {
            lock (_lock)
            {
                return _waiters.Count > 0;
            }
        }
    }

    public Task WaitFor(long position)
    {
        // Completed on another thread: a caller's continuation must not run on, and hold up, the sending thread.
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        WaitFor(position, () => done.TrySetResult());
        return done.Task;
    }

    /// <summary>Has something short done by the thread that gets there; at once after the end.</summary>
    public void WaitFor(long position, Action done)
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _waiters.Add((position, done));
                return;
            }
        }

        done();
    }

    public void Reach(long position)
    {
        lock (_lock)
        {
            for (int i = _waiters.Count - 1; i >= 0; i--)
            {
                if (_waiters[i].Position <= position)
                {
                    _waiters[i].Done();
                    _waiters.RemoveAt(i);
                }
            }
        }
    }

    public void End()
    {
        lock (_lock)
        {
            _ended = true;
        }

        Reach(long.MaxValue);
    }
}
