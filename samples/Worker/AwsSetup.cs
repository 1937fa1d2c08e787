using Obs.Aws;

namespace Worker;

/// <summary>What this service sends to AWS, and how: its calls of AWS SDKs are subsegments without a word here. Every line has a key below
/// <c>Observability:Aws</c> too; region, endpoint and credentials are the environment's.</summary>
internal static class AwsSetup
{
    public static void Configure(AwsOptions options)
    {
        options.Namespace = "Shop"; // Beside it business metrics, in Shop/Business.
        options.PublishInterval = TimeSpan.FromMinutes(5); // Nobody is paged for it: fewer calls will do,
        options.HighResolution = false; // and data by the minute.
        options.MaxSeries = 100; // A worker has a handful: more is a mistake, and CloudWatch bills each.

        if (Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME") is not null)
        {
            options.PublishMetrics = true; // Between two invocations there is nobody to call CloudWatch:
            options.MetricLane = MetricLane.EmbeddedMetricFormat; // metrics go as lines on standard output.
        }

        options.BufferBytes = 4 * 1024 * 1024; // What a small container can spare while CloudWatch does not answer;
        options.ConnectTimeout = TimeSpan.FromSeconds(1); // the endpoint is in the same network,
        options.RequestTimeout = TimeSpan.FromSeconds(5); // and the next window is due before long.

        options.Logs.Group = "/shop/confirmations"; // Where log lines go where Observability:Logging:Sink is CloudWatchLogs,
        options.Logs.Stream = Environment.MachineName; // a stream for each instance,
        options.Logs.BatchDelay = TimeSpan.FromSeconds(2); // two seconds of them at a time.
    }
}
