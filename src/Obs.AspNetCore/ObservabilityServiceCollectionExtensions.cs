using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Obs.AspNetCore;
using Obs.AspNetCore.Endpoint;
using Obs.AspNetCore.Logging;
using Obs.AspNetCore.Settings;
using Obs.AspNetCore.Tracing;
using Obs.Aws;
using Obs.Logging;
using Obs.Metrics;
using Obs.Settings;
using Obs.Tracing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds observability to an ASP.NET Core application.</summary>
public static class ObservabilityServiceCollectionExtensions
{
    private const string Section = "Observability";

    /// <summary>
    /// Traces, measures and logs the application and serves <c>GET /api/metrics</c>. Nothing else is needed: not in the pipeline, not in
    /// the configuration. May be called twice; what is set in code wins over the configuration section <c>Observability</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Settings common to all signals. Those of one signal are set with <c>AddObsTracing</c>, <c>AddObsMetrics</c>,
    /// <c>AddObsLogging</c> and <c>AddObsAws</c>, before or after this call.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    /// <remarks>A setting out of its range stops the start with an <see cref="OptionsValidationException"/> that names every such key, its
    /// range and the value found.</remarks>
    public static IServiceCollection AddObservability(
        this IServiceCollection services, Action<ObservabilityOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        OptionsBuilder<ObservabilityOptions> options = services.AddOptionsWithValidateOnStart<ObservabilityOptions>();
        if (services.All(static service => service.ServiceType != typeof(MetricsEndpointHandler)))
        {
            // Once: bound a second time, configuration would undo what the first caller set in code.
            options.BindSettings(Section, static (configuration, options) => configuration.Bind(options));
            AddSignals(services);
            AddEndpoint(services);
        }

        options.Configure(configure ?? (static _ => { }));
        return services;
    }

    private static void AddSignals(IServiceCollection services)
    {
        services.AddAspNetCoreTracing();
        services.AddObsMetrics();
        services.AddRequestLogging();
        services.AddObsAws();

        services.AddSingleton<CommonSettings>();
        services.AddSingleton<IConfigureOptions<TracingOptions>>(Common).AddSingleton<IPostConfigureOptions<TracingOptions>>(Common);
        services.AddSingleton<IConfigureOptions<MetricsOptions>>(Common).AddSingleton<IPostConfigureOptions<MetricsOptions>>(Common);
        services.AddSingleton<IConfigureOptions<LoggingOptions>>(Common).AddSingleton<IPostConfigureOptions<LoggingOptions>>(Common);
        services.AddSingleton<IConfigureOptions<AwsOptions>>(Common).AddSingleton<IPostConfigureOptions<AwsOptions>>(Common);
    }

    private static CommonSettings Common(IServiceProvider provider) => provider.GetRequiredService<CommonSettings>();

    private static void AddEndpoint(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ObservabilityOptions>, ObservabilityOptionsValidator>();
        services.AddSingleton<MetricsEndpointHandler>();
        services.AddSingleton<IStartupFilter, MetricsEndpointStartupFilter>();
    }
}
