using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Obs.Logging;

/// <summary>Fills in who is speaking where neither configuration nor code has said it.</summary>
internal sealed class LoggingOptionsDefaults(IHostEnvironment? host = null) : IPostConfigureOptions<LoggingOptions>
{
    public void PostConfigure(string? name, LoggingOptions options)
    {
        Assembly? entry = Assembly.GetEntryAssembly();
        options.ServiceName = FirstSaid(options.ServiceName, host?.ApplicationName, entry?.GetName().Name, "unknown");
        options.Environment = FirstSaid(options.Environment, host?.EnvironmentName, "Production");
        options.Version = FirstSaid(
            options.Version, entry?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion, "unknown");
        options.Sink ??= options.Environment == Environments.Development && !Console.IsOutputRedirected
            ? LoggingOptions.Console
            : LoggingOptions.StandardOutput;
    }

    private static string FirstSaid(params ReadOnlySpan<string?> candidates)
    {
        foreach (string? candidate in candidates)
        {
            if (!string.IsNullOrWhiteSpace(candidate))
            {
                return candidate;
            }
        }

        return "";
    }
}
