using System.Threading.Channels;

namespace Obs.Metrics;

/// <summary>Hands windows to one sink, in order, one at a time, beside the clock: a sink that hangs holds up itself alone.</summary>
internal sealed class SinkFeed
{
    /// <summary>Windows that may wait. They are kept for the reports anyway, so that waiting costs a reference each.</summary>
    public const int Capacity = 16;

    private readonly Channel<MetricWindow> _windows = Channel.CreateBounded<MetricWindow>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = true });

    private readonly IMetricWindowSink _sink;
    private readonly CollectionAccount _account;
    private readonly Task _work;
    private long _unfinished;

    public SinkFeed(IMetricWindowSink sink, CollectionAccount account)
    {
        _sink = sink;
        _account = account;
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
        {
            _work = Task.Run(FeedAsync);
        }
    }

    public void Offer(MetricWindow window)
    {
        Interlocked.Increment(ref _unfinished);
        if (!_windows.Writer.TryWrite(window))
        {
            Interlocked.Decrement(ref _unfinished);
            _account.DropForSink(_sink, 1);
        }
    }

    /// <summary>Ends the feed; completes when the sink has taken everything. What it has not taken by the limit is a counted
    /// drop.</summary>
    public async Task CompleteAsync(TimeSpan limit, TimeProvider time)
    {
        _windows.Writer.TryComplete();
        try
        {
            await _work.WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _account.DropForSink(_sink, Volatile.Read(ref _unfinished));
        }
    }

    private async Task FeedAsync()
    {
        await foreach (MetricWindow window in _windows.Reader.ReadAllAsync().ConfigureAwait(false))
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
    }
}
