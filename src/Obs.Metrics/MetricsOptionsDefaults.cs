using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.Identity;

namespace Obs.Metrics;

/// <summary>Fills in who the service is from the host, or from the entry assembly where there is no host.</summary>
internal sealed class MetricsOptionsDefaults(IEnumerable<IHostEnvironment> hosts) : IPostConfigureOptions<MetricsOptions>
{
    public void PostConfigure(string? name, MetricsOptions options)
    {
        var names = ServiceNames.Of(options.ServiceName, options.Environment, options.Version, hosts.LastOrDefault());
        options.ServiceName = names.Service;
        options.Environment = names.Environment ?? ServiceNames.DefaultEnvironment;
        options.Version = names.Version ?? ServiceNames.Unknown;
    }
}
