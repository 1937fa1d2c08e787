using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>Closes windows: takes the interval from the collector, keeps it, passes it to every sink.</summary>
/// <remarks>Thread safety: one window is closed at a time; a second caller waits.</remarks>
internal sealed class WindowCloser(
    IOptions<MetricsOptions> options,
    MeterCollector collector,
    TopKRecorders topK,
    MetricStore store,
    SnapshotSink snapshots,
    IEnumerable<IMetricWindowSink> sinks,
    TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly WindowTime _windowTime = new(options.Value.Interval, time);
    private readonly TimeSpan _sinkTimeout = options.Value.SinkTimeout;
    private SinkFeed[] _feeds = [];
    private bool _isStopped;

    public async Task StartAsync()
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (MetricWindow window in snapshots.ReadBack())
            {
                store.Add(window);
            }

            _feeds = [.. sinks.Select(s => new SinkFeed(s, collector.Account))];
            await collector.StartAsync().ConfigureAwait(false);
            _windowTime.Reopen();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>How long until the open window ends. Called by whoever closes windows, between two of them.</summary>
    public TimeSpan UntilEnd() => _windowTime.UntilEnd();

    /// <summary>Closes the window that is open.</summary>
    public Task CloseAsync() => CloseAsync(isLast: false);

    /// <summary>Closes the last window; measurements taken afterwards go nowhere. Later calls do nothing.</summary>
    public async Task StopAsync()
    {
        await CloseAsync(isLast: true).ConfigureAwait(false);
        await Task.WhenAll(_feeds.Select(f => f.CompleteAsync(_sinkTimeout, time))).ConfigureAwait(false);
    }

    public void Dispose() => _turn.Dispose();

    private async Task CloseAsync(bool isLast)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isStopped)
            {
                return;
            }

            (DateTimeOffset start, DateTimeOffset end, TimeSpan duration) = _windowTime.Close();
            _isStopped = isLast;
            List<MetricSeries> series = await (isLast ? collector.StopAsync(end) : collector.TakeIntervalAsync(end)).ConfigureAwait(false);
            var window = new MetricWindow(start, end, duration, series) { TopK = topK.TakeInterval() };
            store.Add(window);
            foreach (SinkFeed feed in _feeds)
            {
                feed.Offer(window);
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}
