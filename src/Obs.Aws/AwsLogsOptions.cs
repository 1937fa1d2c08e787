namespace Obs.Aws;

/// <summary>Where log lines go at CloudWatch Logs, when <c>Observability:Logging:Sink</c> is <c>CloudWatchLogs</c>: the configuration
/// section <c>Observability:Aws:Logs</c>.</summary>
public sealed class AwsLogsOptions
{
    /// <summary>The log group, 1 to 512 characters from A-Z, a-z, 0-9 and <c>._-/#</c>; created when it is missing. When null:
    /// <c>/obs/{environment}/{service}</c>.</summary>
    public string? Group { get; set; }

    /// <summary>The log stream, 1 to 512 characters without <c>:</c> and <c>*</c>; created when it is missing. When null: the machine's
    /// name and a random number, one stream for each process.</summary>
    public string? Stream { get; set; }

    /// <summary>The least time an entry waits for others to share its call, 0 to 1 minute. The default is 1 second. A full batch does not
    /// wait.</summary>
    public TimeSpan BatchDelay { get; set; } = TimeSpan.FromSeconds(1);
}
