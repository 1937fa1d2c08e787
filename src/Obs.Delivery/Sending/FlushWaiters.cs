namespace Obs.Delivery.Sending;

/// <summary>Callers that wait until the queue has dealt with everything up to a point.</summary>
internal sealed class FlushWaiters
{
    private readonly Lock _lock = new();
    private readonly List<(long Position, TaskCompletionSource Done)> _waiters = [];
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
        lock (_lock)
        {
            if (_ended)
            {
                return Task.CompletedTask;
            }

            _waiters.Add((position, done));
        }

        return done.Task;
    }

    public void Reach(long position)
    {
        lock (_lock)
        {
            for (int i = _waiters.Count - 1; i >= 0; i--)
            {
                if (_waiters[i].Position <= position)
                {
                    _waiters[i].Done.TrySetResult();
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
