using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Obs.Identity;

/// <summary>Who the service is: as the settings say, else as the host does, else as the entry assembly does. One rule for all signals, so
/// that a trace, a metric and a log entry of one process bear the same names.</summary>
internal readonly struct ServiceNames
{
    /// <summary>The environment where nobody names one and there has to be one.</summary>
    public const string DefaultEnvironment = "Production";

    /// <summary>Stands where nobody knows.</summary>
    public const string Unknown = "unknown";

    private ServiceNames(string service, string? environment, string? version)
    {
        Service = service;
        Environment = environment;
        Version = version;
    }

    public string Service { get; }

    /// <summary>Null where neither the settings nor a host name one.</summary>
    public string? Environment { get; }

    /// <summary>Null where neither the settings nor the entry assembly say.</summary>
    public string? Version { get; }

    /// <summary>Settings that are empty or white space say nothing.</summary>
    public static ServiceNames Of(string? service, string? environment, string? version, IHostEnvironment? host)
    {
        Assembly? entry = Assembly.GetEntryAssembly();
        return new ServiceNames(
            First(service, host?.ApplicationName, entry?.GetName().Name) ?? Unknown,
            First(environment, host?.EnvironmentName),
            First(version, entry?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion));
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
