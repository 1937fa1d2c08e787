using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Stands where the publisher would, in a process that publishes nothing: no thread, no buffer, no account.</summary>
internal sealed class IdleWindowSink : IMetricWindowSink
{
    public void OnWindowClosed(MetricWindow window)
    {
    }
}
