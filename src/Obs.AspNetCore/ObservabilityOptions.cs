namespace Obs.AspNetCore;

/// <summary>What is common to the three signals of a service, bound from the configuration section <c>Observability</c>.</summary>
/// <remarks>Each signal has a section of its own below it: <c>Observability:Tracing</c>, <c>:Metrics</c>, <c>:Logging</c> and <c>:Aws</c>.
/// What stands there wins over what stands here.</remarks>
public sealed class ObservabilityOptions
{
    /// <summary>Whether anything is observed at all. False leaves the application as if Obs had never been added. The default is
    /// true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The name under which traces, metrics and log entries appear, 1 to 200 characters. The default is the application's
    /// name.</summary>
    public string? ServiceName { get; set; }

    /// <summary>The environment the service runs in, 1 to 200 characters. The default is the host's environment name.</summary>
    public string? Environment { get; set; }

    /// <summary>The version of the service, 1 to 200 characters. The default is the entry assembly's informational version.</summary>
    public string? Version { get; set; }

    /// <summary>Who may read the metrics over HTTP, and where.</summary>
    public MetricsEndpointOptions Endpoint { get; set; } = new();

    /// <summary>One log entry for each request.</summary>
    public AccessLogOptions AccessLog { get; set; } = new();
}
