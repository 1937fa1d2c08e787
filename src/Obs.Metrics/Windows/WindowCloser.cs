using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>Closes windows: takes the interval from the collector, keeps it, passes it to every sink.</summary>
/// <remarks>Thread safety: one window is closed at a time; a second caller waits.</remarks>
internal sealed class WindowCloser(
    IOptions<MetricsOptions> options,
    MeterCollector collector,
    MetricStore store,
    IEnumerable<IMetricWindowSink> sinks,
    TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly IMetricWindowSink[] _sinks = [.. sinks];
    private readonly WindowTime _windowTime = new(options.Value.Interval, time);
    private bool _isStopped;

    public void Start()
    {
        lock (_lock)
        {
            collector.Start();
            _windowTime.Reopen();
        }
    }

    public TimeSpan UntilEnd()
    {
        lock (_lock)
        {
            return _windowTime.UntilEnd();
        }
    }

    /// <summary>Closes the window that is open.</summary>
    public void Close() => Close(isLast: false);

    /// <summary>Closes the last window; measurements taken afterwards go nowhere. Later calls do nothing.</summary>
    public void Stop() => Close(isLast: true);

    private void Close(bool isLast)
    {
        lock (_lock)
        {
            if (_isStopped)
            {
                return;
            }

            (DateTimeOffset start, DateTimeOffset end, TimeSpan duration) = _windowTime.Close();
            _isStopped = isLast;
            List<MetricSeries> series = isLast ? collector.Stop(end) : collector.TakeInterval(end);
            var window = new MetricWindow(start, end, duration, series);
            store.Add(window);
            foreach (IMetricWindowSink sink in _sinks)
            {
                Pass(window, sink);
            }
        }
    }

    private void Pass(MetricWindow window, IMetricWindowSink sink)
    {
        try
        {
            sink.OnWindowClosed(window);
        }
        catch (Exception exception)
        {
            // A sink is somebody else's code: whatever it throws costs it this window and no more.
            collector.Account.FailSink(sink, exception);
        }
    }
}
