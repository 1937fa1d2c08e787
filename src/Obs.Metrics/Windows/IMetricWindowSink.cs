namespace Obs.Metrics;

/// <summary>Takes each window as it closes: the place for a publisher. Register an implementation as a singleton.</summary>
public interface IMetricWindowSink
{
    /// <summary>
    /// Called once for every closed window, in order, one call at a time, on a thread of this sink's own. What it throws costs this sink
    /// this window and nothing else; when it takes so long that 16 windows wait, it loses the newest. The last window arrives while the
    /// host stops, after the hosted services have stopped: a sink that sends in the background drains in its <c>DisposeAsync</c>.
    /// </summary>
    public void OnWindowClosed(MetricWindow window);
}
