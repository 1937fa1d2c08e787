using System.Reflection;
using Microsoft.Extensions.Hosting;
using Obs.Aws.Metrics;

namespace Obs.Aws;

/// <summary>Who publishes: the dimensions that every metric carries.</summary>
internal sealed class AwsIdentity(string environment, string service)
{
    public string Environment { get; } = environment;

    public string Service { get; } = service;

    public IReadOnlyList<KeyValuePair<string, string>> Dimensions { get; } =
    [
        new("Environment", CloudWatchText.DimensionValue(environment)),
        new("Service", CloudWatchText.DimensionValue(service)),
    ];

    /// <summary>From the options, else the host, else the entry assembly.</summary>
    public static AwsIdentity Of(AwsOptions options, IHostEnvironment? host) => new(
        options.Environment ?? host?.EnvironmentName ?? "Production",
        options.ServiceName ?? host?.ApplicationName ?? Assembly.GetEntryAssembly()?.GetName().Name ?? "unknown");
}
