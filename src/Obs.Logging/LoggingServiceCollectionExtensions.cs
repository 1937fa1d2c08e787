using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Obs.Logging;
using Obs.Logging.Sinks;
using Obs.Settings;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds structured logging to an application.</summary>
public static class LoggingServiceCollectionExtensions
{
    /// <summary>Writes every log entry as one flat JSON line, to standard output unless told otherwise. Calling it again only adds to the
    /// options.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes the options after <c>Observability:Logging</c> has been bound, so code wins.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <remarks>An option out of range stops the start with an <see cref="OptionsValidationException"/> that names every one of
    /// them.</remarks>
    public static IServiceCollection AddObsLogging(this IServiceCollection services, Action<LoggingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        OptionsBuilder<LoggingOptions> options = services.AddOptionsWithValidateOnStart<LoggingOptions>();
        if (services.All(static d => d.ImplementationType != typeof(ObsLoggerProvider)))
        {
            // Once: bound a second time, configuration would undo what the first caller set in code.
            options.BindSettings("Observability:Logging", static (configuration, options) => configuration.Bind(options));
            services.AddSingleton<IValidateOptions<LoggingOptions>>(
                static p => new LoggingOptionsValidator(p.GetService<IServiceProviderIsKeyedService>()));
            services.AddSingleton<IPostConfigureOptions<LoggingOptions>>(
                static p => new LoggingOptionsDefaults(p.GetService<IHostEnvironment>()));
            services.AddLogging();
            services.AddObsDelivery();
            services.TryAddKeyedSingleton<ILogSink>(LoggingOptions.StandardOutput, static (_, _) => new StandardOutputSink());
            services.TryAddKeyedSingleton<ILogSink>(LoggingOptions.Console, static (_, _) => new ConsoleSink());
            services.TryAddKeyedSingleton<ILogSink>(
                LoggingOptions.LogFile, static (p, _) => new FileSink(p.GetRequiredService<IOptions<LoggingOptions>>().Value.File));
            services.TryAddSingleton<ILogSink>(
                static p => p.GetRequiredKeyedService<ILogSink>(p.GetRequiredService<IOptions<LoggingOptions>>().Value.Sink));
            services.AddSingleton(static _ => new LogBuffer());
            services.AddSingleton<ILoggerProvider, ObsLoggerProvider>();
            services.AddOptions<LoggerFilterOptions>().PostConfigure<IOptions<LoggingOptions>>(SilenceConsole);
        }

        options.Configure(configure ?? (static _ => { }));
        return services;
    }

    private static void SilenceConsole(LoggerFilterOptions filters, IOptions<LoggingOptions> options)
    {
        if (options.Value is { Enabled: true, ReplaceConsole: true })
        {
            filters.Rules.Add(new LoggerFilterRule(
                "Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider", categoryName: null, LogLevel.None, filter: null));
        }
    }
}
