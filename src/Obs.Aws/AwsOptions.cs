namespace Obs.Aws;

/// <summary>How this service reaches AWS and what it sends there: the configuration section <c>Observability:Aws</c>.</summary>
public sealed class AwsOptions
{
    internal static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(3);

    internal static readonly TimeSpan DefaultRequestTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Whether anything is sent to AWS at all. The default is true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The dimension <c>Service</c>, 1 to 255 characters. When null: the host's application name, else the entry
    /// assembly's.</summary>
    public string? ServiceName { get; set; }

    /// <summary>The dimension <c>Environment</c>, 1 to 255 characters. When null: the host's environment name, else
    /// <c>Production</c>.</summary>
    public string? Environment { get; set; }

    /// <summary>The version of the service. When null: the entry assembly's.</summary>
    public string? Version { get; set; }

    /// <summary>The AWS region, such as <c>eu-central-1</c>. When null: <c>AWS_REGION</c>, then the AWS SDK's own chain.</summary>
    public string? Region { get; set; }

    /// <summary>The address at which CloudWatch, CloudWatch Logs and X-Ray are called, an absolute http or https URL: an emulator or a
    /// proxy. When null: <c>AWS_ENDPOINT_URL_CLOUDWATCH</c>, <c>AWS_ENDPOINT_URL_CLOUDWATCH_LOGS</c> and <c>AWS_ENDPOINT_URL_XRAY</c>, then
    /// <c>AWS_ENDPOINT_URL</c>, then the region's own.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>Whether closed metric windows are published to CloudWatch. When null, the default, they are when a region or an
    /// endpoint is configured, here or in the environment.</summary>
    public bool? PublishMetrics { get; set; }

    /// <summary>How windows travel: <c>PutMetricData</c>, in calls to CloudWatch, or <c>EmbeddedMetricFormat</c>, as lines on standard
    /// output, which needs neither region nor endpoint. The default is <c>PutMetricData</c>.</summary>
    public MetricLane MetricLane { get; set; }

    /// <summary>Time between two publications, 1 second to 15 minutes. The default is 60 seconds. Below 60 seconds the data are stored
    /// at high resolution, unless <see cref="HighResolution"/> says otherwise.</summary>
    /// <remarks>A publication gathers whole windows: where <c>Observability:Metrics:Interval</c> does not fit into this time a whole number
    /// of times, windows are as much shorter as it takes.</remarks>
    public TimeSpan PublishInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether CloudWatch keeps the data by the second instead of by the minute. When null, the default, it does when
    /// <see cref="PublishInterval"/> is below 60 seconds.</summary>
    public bool? HighResolution { get; set; }

    /// <summary>The namespace of the request metrics, 1 to 246 characters; business metrics go to <c>{Namespace}/Business</c>. The
    /// default is <c>Obs</c>.</summary>
    public string Namespace { get; set; } = "Obs";

    /// <summary>Where log lines go at CloudWatch Logs, when <c>Observability:Logging:Sink</c> is <c>CloudWatchLogs</c>.</summary>
    public AwsLogsOptions Logs { get; } = new();

    /// <summary>Series that are published under their own dimensions, 10 to 1,000,000; the cost guard. The default is 2,000, which
    /// CloudWatch bills with up to 600 US dollars a month. Beyond it each metric has one further series, <c>Overflow</c> = <c>true</c> or
    /// <c>Operation</c>, <c>RemoteService</c> or <c>RemoteOperation</c> = <c>(other)</c>, that takes the rest: sums stay exact. A series
    /// that is silent for an hour makes room.</summary>
    public int MaxSeries { get; set; } = 2_000;

    /// <summary>Bytes of data that wait for CloudWatch at most, 64 KiB to 1 GiB. The default is 16 MiB.</summary>
    public long BufferBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Time a connection may take to open, 100 milliseconds to 60 seconds. The default is 3 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = DefaultConnectTimeout;

    /// <summary>Time one call may take, 1 second to 5 minutes. The default is 15 seconds.</summary>
    public TimeSpan RequestTimeout { get; set; } = DefaultRequestTimeout;
}
