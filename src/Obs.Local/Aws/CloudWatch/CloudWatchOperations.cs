using Obs.Local.Metrics;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>What of the CloudWatch API is served here.</summary>
internal static class CloudWatchOperations
{
    public static Dictionary<string, AwsOperation> Create(LocalServices services)
    {
        MetricQueries metrics = services.Metrics;
        return new Dictionary<string, AwsOperation>(StringComparer.Ordinal)
        {
            ["PutMetricData"] = new PutMetricData(services.Accounts, services.Writer, services.Time).RunAsync,
            ["ListMetrics"] = new ListMetrics(metrics, services.Time).RunAsync,
            ["GetMetricData"] = new GetMetricData(metrics).RunAsync,
            ["GetMetricStatistics"] = new GetMetricStatistics(metrics).RunAsync,
        };
    }
}
