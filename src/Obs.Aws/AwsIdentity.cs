using Microsoft.Extensions.Hosting;
using Obs.Aws.Metrics;
using Obs.Identity;

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
    public static AwsIdentity Of(AwsOptions options, IHostEnvironment? host)
    {
        var names = ServiceNames.Of(options.ServiceName, options.Environment, options.Version, host);
        return new AwsIdentity(names.Environment ?? ServiceNames.DefaultEnvironment, names.Service);
    }
}
