using Obs.Failures;
using Obs.Threads;

namespace Obs.Metrics;

/// <summary>Closes a window each interval, and the last one when it is asked to, on a thread of its own: the pool's timers come late,
/// or not at all, where an application keeps every thread of the pool busy.</summary>
internal sealed class WindowThread(WindowCloser closer, LossReport losses, TimeProvider time) : IDisposable
{
    private readonly ThreadSignal _signal = new(time);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isStopping;
    private volatile bool _isAbandoned;

    /// <summary>Begins to measure; fails where that fails.</summary>
    public Task StartAsync()
    {
        // Without the ambient values of whoever starts the host: the application's callbacks are asked from here.
        new Thread(Run) { IsBackground = true, Name = "obs-windows" }.UnsafeStart();
        return _started.Task;
    }

    /// <summary>Closes the last window; completes when every sink has it, or has had its time.</summary>
    public Task StopAsync()
    {
        _isStopping = true;
        _signal.Set();
        return _stopped.Task;
    }

    /// <summary>Ends the thread of a service that nobody stops.</summary>
    public void Dispose()
    {
        _isAbandoned = true;
        _ = StopAsync();
    }

    private void Run()
    {
        if (Complete(_started, closer.Start))
        {
            CloseEachWindow();
        }

        Complete(_stopped, Stop);
        _signal.Dispose();
    }

    private void Stop()
    {
        if (!_isAbandoned)
        {
            closer.Stop();
        }
    }

    private void CloseEachWindow()
    {
        while (!_isStopping)
        {
            Deadline end = closer.NextEnd();
            while (!_isStopping && !end.HasPassed)
            {
                _signal.Wait(end);
            }

            if (!_isStopping)
            {
                CloseWindow();
            }
        }
    }

    private void CloseWindow()
    {
        try
        {
            closer.Close();
            losses.Write();
        }
        catch (Exception exception)
        {
            // No memory, at worst. The clock goes on: the next window may succeed, and an exception that leaves a thread ends the process.
            MetricsEventSource.Log.WindowFailed(FailureText.Of(exception));
        }
    }

    private static bool Complete(TaskCompletionSource task, Action work)
    {
        try
        {
            work();
            return task.TrySetResult();
        }
        catch (Exception exception)
        {
            // Whoever asked for it hears of it.
            task.TrySetException(exception);
            return false;
        }
    }
}
