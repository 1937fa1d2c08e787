using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Obs.Metrics;
using Obs.Settings;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds metrics to an application.</summary>
public static class ObsMetricsServiceCollectionExtensions
{
    /// <summary>Measures the application by its meters and keeps closed windows in <see cref="MetricStore"/>. Safe to call twice.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Changes options; wins over the configuration section <c>Observability:Metrics</c>.</param>
    public static IServiceCollection AddObsMetrics(this IServiceCollection services, Action<MetricsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        OptionsBuilder<MetricsOptions> options = services.AddOptionsWithValidateOnStart<MetricsOptions>();
        if (services.All(static d => d.ServiceType != typeof(MetricStore)))
        {
            // Once: bound a second time, configuration would undo what the first caller set in code.
            options.BindSettings(MetricsOptionsValidator.Section, static (configuration, options) => configuration.Bind(options));
            AddServices(services);
        }

        if (configure is not null)
        {
            options.Configure(configure);
        }

        return services;
    }

    // By hand where the constructor is internal: what is public to use need not be public to make.
    private static void AddServices(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<MetricsOptions>, MetricsOptionsValidator>();
        services.AddSingleton<IPostConfigureOptions<MetricsOptions>, MetricsOptionsDefaults>();
        services.AddSingleton<CollectionAccount>();
        services.AddSingleton<MeterCollector>();
        services.AddSingleton<SelectionReloader>();
        services.AddSingleton<TopKRecorders>();
        services.AddSingleton<WindowCloser>();
        services.AddSingleton<SnapshotSink>();
        services.AddSingleton<IMetricWindowSink>(static p => p.GetRequiredService<SnapshotSink>());
        services.AddSingleton(static p => new MetricStore(
            p.GetRequiredService<IOptions<MetricsOptions>>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<CollectionAccount>()));
        services.AddSingleton(static p => new MetricsReporter(
            p.GetRequiredService<IOptions<MetricsOptions>>(),
            p.GetRequiredService<MetricStore>(),
            p.GetRequiredService<MeterCollector>(),
            p.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static p => new BusinessMetrics(
            p.GetRequiredService<IMeterFactory>(),
            p.GetRequiredService<TopKRecorders>(),
            p.GetRequiredService<CollectionAccount>()));
        services.AddHostedService<WindowService>();
    }
}
