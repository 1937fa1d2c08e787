using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Obs.Metrics;

namespace Shop.Hosting;

/// <summary>Says in the log which operations were slower than they may be, each time a window of metrics closes, and names a trace to look
/// at.</summary>
/// <remarks><c>Shop:LatencyLimit</c> is how long 99 of 100 requests of an operation may take; a second when it is not set.</remarks>
public sealed class LatencyWatch(IConfiguration configuration, ILogger<LatencyWatch> logger) : IMetricWindowSink
{
    private const double Percentile = 99;

    private readonly TimeSpan _limit = configuration.GetValue("Shop:LatencyLimit", TimeSpan.FromSeconds(1));

    public void OnWindowClosed(MetricWindow window)
    {
        foreach (OperationSummary operation in OperationSummaries.Served(window))
        {
            var p99 = TimeSpan.FromSeconds(operation.Latency.ValueAtPercentile(Percentile));
            if (p99 > _limit)
            {
                Exemplar? slowest = operation.Exemplars is [Exemplar first, ..] ? first : null;
                Log.OperationSlow(logger, operation.Operation, p99.TotalMilliseconds, operation.Count, slowest?.TraceId.ToHexString());
            }
        }
    }
}
