using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Obs.Local;
using Obs.Settings;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Hosts the local backend inside an application or a test.</summary>
public static class ObsLocalServiceCollectionExtensions
{
    /// <summary>Starts an <see cref="ObsLocalServer"/> with the application, on ports of its own; may be called twice.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Wins over the configuration section <c>Observability:Local</c>.</param>
    /// <returns>The same services.</returns>
    /// <remarks>A setting out of its range stops the application's start with a message that names it.</remarks>
    public static IServiceCollection AddObsLocal(this IServiceCollection services, Action<ObsLocalOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        OptionsBuilder<ObsLocalOptions> options = services.AddOptionsWithValidateOnStart<ObsLocalOptions>();
        if (services.All(static descriptor => descriptor.ServiceType != typeof(ObsLocalServer)))
        {
            // Once: bound a second time, configuration would undo what the first caller set in code.
            options.BindSettings("Observability:Local", static (configuration, options) => configuration.Bind(options));
            services.AddSingleton<IValidateOptions<ObsLocalOptions>, ObsLocalOptionsValidator>();
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(static provider => new ObsLocalServer(
                provider.GetRequiredService<IOptions<ObsLocalOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
            services.AddHostedService<ObsLocalHostedService>();
        }

        options.Configure(configure ?? (static _ => { }));
        return services;
    }
}
