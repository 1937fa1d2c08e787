using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Obs.Delivery;
using Obs.Delivery.Stopping;
using Obs.Settings;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what all signals share on their way out.</summary>
public static class ObsDeliveryServiceCollectionExtensions
{
    /// <summary>Adds the accounts of all queues, the settings of <c>Observability:Delivery</c>, and what sends the rest when the process
    /// ends, hosted or not. Every signal calls it; calling it again only adds to the settings.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes settings in code, which wins over the configuration.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddObsDelivery(this IServiceCollection services, Action<DeliveryServiceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        OptionsBuilder<DeliveryServiceOptions> options = services.AddOptionsWithValidateOnStart<DeliveryServiceOptions>();
        if (services.All(static service => service.ImplementationType != typeof(DeliveryService)))
        {
            // Once: bound a second time, configuration would undo what the first caller set in code.
            options.BindSettings(DeliveryServiceOptionsValidator.Section, static (configuration, options) => configuration.Bind(options));
            services.AddSingleton<IValidateOptions<DeliveryServiceOptions>, DeliveryServiceOptionsValidator>();
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton(static provider => new DeliveryAccounts(
                provider.GetRequiredService<IOptions<DeliveryServiceOptions>>().Value.ReportLosses,
                Console.Error,
                provider.GetRequiredService<TimeProvider>()));
            services.AddHostedService<DeliveryService>();
        }

        options.Configure(configure ?? (static _ => { }));
        return services;
    }
}
