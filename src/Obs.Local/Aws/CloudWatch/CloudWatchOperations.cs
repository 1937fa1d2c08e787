using Obs.Local.Ingest;
using Obs.Local.Metrics;
using Obs.Local.Store;

namespace Obs.Local.Aws.CloudWatch;

/// <summary>What of the CloudWatch API is served here.</summary>
internal static class CloudWatchOperations
{
    public static Dictionary<string, AwsOperation> Create(IngestAccounts accounts, StoreWriter writer, Database database, TimeProvider time)
    {
        var metrics = new MetricQueries(database);
        return new Dictionary<string, AwsOperation>(StringComparer.Ordinal)
        {
            ["PutMetricData"] = new PutMetricData(accounts, writer, time).RunAsync,
            ["ListMetrics"] = new ListMetrics(metrics, time).RunAsync,
            ["GetMetricData"] = new GetMetricData(metrics).RunAsync,
            ["GetMetricStatistics"] = new GetMetricStatistics(metrics).RunAsync,
        };
    }
}
