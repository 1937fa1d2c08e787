using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.Aws;
using Obs.Aws.Client;
using Obs.Aws.Metrics;
using Obs.Delivery;
using Obs.Metrics;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the AWS end of Obs to a service.</summary>
public static class ObsAwsServiceCollectionExtensions
{
    /// <summary>Publishes closed metric windows to CloudWatch, if a region or an endpoint is configured.</summary>
    /// <remarks>
    /// The windows are those of <c>AddObsMetrics()</c>. Settings come from the section <c>Observability:Aws</c>;
    /// <paramref name="configure"/> wins over them. Credentials are an <see cref="AWSCredentials"/> among the services, else the AWS SDK's own chain; to send through a
    /// client of your own, register an <see cref="IMetricDataClient"/>. Calling this more than once is harmless.
    /// </remarks>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Changes settings in code.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddObsAws(this IServiceCollection services, Action<AwsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        OptionsBuilder<AwsOptions> options = services.AddOptionsWithValidateOnStart<AwsOptions>();
        if (services.All(static d => d.ServiceType != typeof(MetricPublisher)))
        {
            // Once: bound a second time, configuration would undo what the first caller set in code.
            options.BindConfiguration("Observability:Aws");
            services.AddSingleton<IValidateOptions<AwsOptions>, AwsOptionsValidator>();
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<DeliveryAccounts>();
            services.TryAddSingleton<IMetricDataClient>(static provider => new CloudWatchMetricDataClient(
                provider.GetRequiredService<IOptions<AwsOptions>>().Value, provider.GetService<AWSCredentials>()));
            services.AddSingleton(CreatePublisher);
            services.AddSingleton<IMetricWindowSink>(static provider =>
                IsPublishing(provider) ? provider.GetRequiredService<MetricPublisher>() : new IdleWindowSink());
        }

        options.Configure(configure ?? (static _ => { }));
        return services;
    }

    private static bool IsPublishing(IServiceProvider provider)
    {
        AwsOptions options = provider.GetRequiredService<IOptions<AwsOptions>>().Value;
        return options.Enabled
            && (options.PublishMetrics ?? (options.Region ?? options.ServiceUrl ?? AwsEnvironment.Region
                ?? AwsEnvironment.EndpointOf(AwsService.CloudWatch.Id)) is not null);
    }

    private static MetricPublisher CreatePublisher(IServiceProvider provider)
    {
        AwsOptions options = provider.GetRequiredService<IOptions<AwsOptions>>().Value;
        return new MetricPublisher(
            options,
            AwsIdentity.Of(options, provider.GetService<IHostEnvironment>()),
            provider.GetRequiredService<IMetricDataClient>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<DeliveryAccounts>());
    }
}
