using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>Fills in who the service is from the host, or from the entry assembly where there is no host.</summary>
internal sealed class MetricsOptionsDefaults(IEnumerable<IHostEnvironment> hosts) : IPostConfigureOptions<MetricsOptions>
{
    private const string DefaultEnvironment = "Production";

    public void PostConfigure(string? name, MetricsOptions options)
    {
        IHostEnvironment? host = hosts.LastOrDefault();
        var entry = Assembly.GetEntryAssembly();
        options.ServiceName = First(options.ServiceName, host?.ApplicationName, entry?.GetName().Name, "unknown");
        options.Environment = First(options.Environment, host?.EnvironmentName, DefaultEnvironment);
        options.Version = First(
            options.Version, entry?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion, "unknown");
    }

    private static string? First(params ReadOnlySpan<string?> candidates)
    {
        foreach (string? candidate in candidates)
        {
            if (!string.IsNullOrWhiteSpace(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
