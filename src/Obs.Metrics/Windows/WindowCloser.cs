using Microsoft.Extensions.Options;
using Obs.Threads;

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
    private readonly Lock _turn = new();
    private readonly WindowTime _windowTime = new(options.Value.Interval, time);
    private readonly TimeSpan _sinkTimeout = options.Value.SinkTimeout;
    private SinkFeed[] _feeds = [];
    private bool _isStopped;

    public void Start()
    {
        lock (_turn)
        {
            foreach (MetricWindow window in snapshots.ReadBack())
            {
                store.Add(window);
            }

            _feeds = [.. sinks.Select(s => new SinkFeed(s, collector.Account, time))];
            collector.Start();
            _windowTime.Reopen();
        }
    }

    /// <summary>When the open window ends. Asked by whoever closes windows, between two of them.</summary>
    public Deadline NextEnd() => new(time, _windowTime.UntilEnd());

    /// <summary>Closes the window that is open.</summary>
    public void Close() => Close(isLast: false);

    /// <summary>Closes the last window and waits until the sinks have it; measurements taken afterwards go nowhere. Later calls do
    /// nothing.</summary>
    public void Stop()
    {
        Close(isLast: true);
        var limit = new Deadline(time, _sinkTimeout);
        Array.ForEach(_feeds, static feed => feed.Complete());
        Array.ForEach(_feeds, feed => feed.WaitForEnd(limit));
    }

    public void Dispose() => Array.ForEach(_feeds, static feed => feed.Dispose());

    private void Close(bool isLast)
    {
        lock (_turn)
        {
            if (_isStopped)
            {
                return;
            }

            (DateTimeOffset start, DateTimeOffset end, TimeSpan duration) = _windowTime.Close();
            _isStopped = isLast;
            List<MetricSeries> series = isLast ? collector.Stop(end) : collector.TakeInterval(end);
            var window = new MetricWindow(start, end, duration, series) { TopK = topK.TakeInterval() };
            store.Add(window);
            Array.ForEach(_feeds, feed => feed.Offer(window));
        }
    }
}
