using System.Threading.Channels;

namespace Obs.Metrics.Tests;

/// <summary>Keeps every window that is closed, and lets a test wait for the next.</summary>
internal sealed class WindowCollector : IMetricWindowSink
{
    private readonly Channel<MetricWindow> _closed = Channel.CreateUnbounded<MetricWindow>();

    public List<MetricWindow> All { get; } = [];

    public void OnWindowClosed(MetricWindow window)
    {
        All.Add(window);
        _closed.Writer.TryWrite(window);
    }

    public ValueTask<MetricWindow> NextAsync(CancellationToken cancellationToken) => _closed.Reader.ReadAsync(cancellationToken);
}
