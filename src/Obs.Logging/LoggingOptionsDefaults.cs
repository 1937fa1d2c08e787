using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.Identity;

namespace Obs.Logging;

/// <summary>Fills in who is speaking where neither configuration nor code has said it.</summary>
internal sealed class LoggingOptionsDefaults(IHostEnvironment? host = null) : IPostConfigureOptions<LoggingOptions>
{
    public void PostConfigure(string? name, LoggingOptions options)
    {
        var names = ServiceNames.Of(options.ServiceName, options.Environment, options.Version, host);
        options.ServiceName = names.Service;
        options.Environment = names.Environment ?? ServiceNames.DefaultEnvironment;
        options.Version = names.Version ?? ServiceNames.Unknown;
        options.Sink ??= options.Environment == Environments.Development && !Console.IsOutputRedirected
            ? LoggingOptions.Console
            : LoggingOptions.StandardOutput;
    }
}
