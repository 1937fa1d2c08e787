using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Obs.EntityFrameworkCore;
using Obs.Settings;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the recording of Entity Framework Core commands.</summary>
public static class ObsEntityFrameworkCoreServiceCollectionExtensions
{
    /// <summary>Records the commands of every EF Core context in the process as SQL subsegments, from the start of the host. Safe to
    /// call twice.</summary>
    /// <remarks>
    /// Contexts registered here (before or after) ask for each command whether it is recorded; a pooled context made elsewhere should be
    /// given
    /// <c>ConfigureLoggingCacheTime(TimeSpan.Zero)</c>, or it misses the commands of a sampled trace within a second of an unsampled one.
    /// </remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Settings in code, which win over the section <c>Observability:EntityFrameworkCore</c>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static IServiceCollection AddObsEntityFrameworkCore(
        this IServiceCollection services, Action<EntityFrameworkCoreTracingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        OptionsBuilder<EntityFrameworkCoreTracingOptions> options =
            services.AddOptionsWithValidateOnStart<EntityFrameworkCoreTracingOptions>();
        if (services.All(static d => d.ImplementationType != typeof(CommandListener)))
        {
            // Once: bound a second time, configuration would undo what the first caller set in code.
            options.BindSettings("Observability:EntityFrameworkCore", static (configuration, options) => configuration.Bind(options));
            services.AddHostedService<CommandListener>();
            services.TryAddEnumerable(
                ServiceDescriptor.Singleton(typeof(IDbContextOptionsConfiguration<>), typeof(ObsContextConfiguration<>)));
        }

        options.Configure(configure ?? (static _ => { }));
        return services;
    }
}
