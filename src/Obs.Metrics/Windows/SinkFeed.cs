using System.Collections.Concurrent;
using Obs.Threads;

namespace Obs.Metrics;

/// <summary>Hands windows to one sink, in order, one at a time, on a thread of its own: a sink that hangs holds up itself alone.</summary>
internal sealed class SinkFeed : IDisposable
{
    /// <summary>Windows that may wait. They are kept for the reports anyway, so that waiting costs a reference each.</summary>
    public const int Capacity = 16;

    private readonly BlockingCollection<MetricWindow> _windows = new(Capacity);
    private readonly IMetricWindowSink _sink;
    private readonly CollectionAccount _account;
    private readonly ThreadSignal _signal;
    private long _unfinished;
    private volatile bool _hasEnded;

    public SinkFeed(IMetricWindowSink sink, CollectionAccount account, TimeProvider time)
    {
        _sink = sink;
        _account = account;
        _signal = new ThreadSignal(time);
        new Thread(Feed) { IsBackground = true, Name = "obs-window-sink" }.UnsafeStart();
    }

    public void Offer(MetricWindow window)
    {
        Interlocked.Increment(ref _unfinished);
        if (!_windows.TryAdd(window))
        {
            Interlocked.Decrement(ref _unfinished);
            _account.DropForSink(_sink, 1);
        }
    }

    /// <summary>Ends the feed: the sink gets what waits, and nothing after it.</summary>
    public void Complete() => _windows.CompleteAdding();

    /// <summary>Waits until the sink has taken everything. What it has not taken by the limit is a counted drop.</summary>
    public void WaitForEnd(Deadline limit)
    {
        while (!_hasEnded && !limit.HasPassed)
        {
            _signal.Wait(limit);
        }

        if (!_hasEnded)
        {
            _account.DropForSink(_sink, Volatile.Read(ref _unfinished));
        }
    }

    // The queue stays: the sink may have it in hand for longer than anybody waits.
    public void Dispose()
    {
        Complete();
        _signal.Dispose();
    }

    private void Feed()
    {
        foreach (MetricWindow window in _windows.GetConsumingEnumerable())
        {
            try
            {
                _sink.OnWindowClosed(window);
            }
            catch (Exception exception)
            {
                // A sink is somebody else's code: whatever it throws costs it this window and no more.
                _account.FailSink(_sink, exception);
            }

            Interlocked.Decrement(ref _unfinished);
        }

        _hasEnded = true;
        _signal.Set();
    }
}
