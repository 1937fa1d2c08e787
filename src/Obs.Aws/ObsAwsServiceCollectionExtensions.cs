using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Obs.Aws;
using Obs.Aws.Calls;
using Obs.Aws.Client;
using Obs.Aws.Logs;
using Obs.Aws.Metrics;
using Obs.Aws.Metrics.Embedded;
using Obs.Aws.Traces;
using Obs.Delivery;
using Obs.Logging.Sinks;
using Obs.Metrics;
using Obs.Settings;
using Obs.Tracing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the AWS end of Obs to a service.</summary>
public static class ObsAwsServiceCollectionExtensions
{
    private const string TraceSenderKey = "traces:XRay";

    // What the signals do without AWS, for when it is switched off.
    private const string LocalLogSinkKey = "StandardOutput";
    private const string LocalTraceSenderKey = "traces:Daemon";

    /// <summary>Publishes closed metric windows to CloudWatch, if a region or an endpoint is configured; sends log lines to CloudWatch Logs
    /// and segments to X-Ray where the configuration asks for it. Calls that clients of the AWS SDK make, if they are created after this,
    /// become activities of the source <c>Obs.Aws.Calls</c>.</summary>
    /// <remarks>
    /// The windows are those of <c>AddObsMetrics()</c>. Log lines go to CloudWatch Logs when <c>Observability:Logging:Sink</c> is
    /// <c>CloudWatchLogs</c>, segments to X-Ray without a daemon when <c>Observability:Tracing:Sender</c> is <c>XRay</c>. Settings come
    /// from the section <c>Observability:Aws</c>; <paramref name="configure"/> wins over them. Credentials are an
    /// <see cref="AWSCredentials"/> among the services, else the AWS SDK's own chain; to send through a client of your own, register an
    /// <see cref="IMetricDataClient"/>. Calling this more than once is harmless.
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
            options.BindSettings("Observability:Aws", static (configuration, options) => configuration.Bind(options));
            AwsCallTracing.Register();
            services.AddSingleton<IValidateOptions<AwsOptions>, AwsOptionsValidator>();
            services.AddObsDelivery();
            services.TryAddSingleton<IMetricDataClient>(static provider => new CloudWatchMetricDataClient(
                Options(provider), provider.GetService<AWSCredentials>()));
            services.AddSingleton(CreatePublisher);
            services.AddKeyedSingleton(CloudWatchLogSink.Key, static (provider, _) => CreateLogSink(provider));
            services.AddSingleton<IPostConfigureOptions<TracingOptions>, LogGroupLink>();
            services.AddSingleton<IPostConfigureOptions<MetricsOptions>, PublishedWindows>();
            services.AddKeyedSingleton(TraceSenderKey, static (provider, _) => CreateTraceSender(provider));
            services.AddKeyedSingleton(TraceSenderKey, static (provider, _) => CreateSamplingTransport(provider));
            services.AddSingleton<IMetricWindowSink>(static provider =>
                IsPublishing(provider) ? provider.GetRequiredService<MetricPublisher>() : new IdleWindowSink());
        }

        options.Configure(configure ?? (static _ => { }));
        return services;
    }

    private static bool IsPublishing(IServiceProvider provider) => AwsEnvironment.IsPublishing(Options(provider));

    private static AwsOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<AwsOptions>>().Value;

    private static ILogSink CreateLogSink(IServiceProvider provider)
    {
        AwsOptions options = Options(provider);
        if (!options.Enabled)
        {
            return provider.GetRequiredKeyedService<ILogSink>(LocalLogSinkKey);
        }

        var identity = AwsIdentity.Of(options, provider.GetService<IHostEnvironment>());
        return new CloudWatchLogSink(
            new AwsConnection(AwsService.CloudWatchLogs, options, provider.GetService<AWSCredentials>()),
            LogDestination.Of(options.Logs, identity.Environment, identity.Service),
            options,
            provider.GetRequiredService<TimeProvider>());
    }

    private static IBatchSender CreateTraceSender(IServiceProvider provider)
    {
        AwsOptions options = Options(provider);
        return options.Enabled
            ? new XRaySender(
                new AwsConnection(AwsService.XRay, options, provider.GetService<AWSCredentials>()),
                options,
                provider.GetRequiredService<TimeProvider>())
            : provider.GetRequiredKeyedService<IBatchSender>(LocalTraceSenderKey);
    }

    private static ISamplingTransport CreateSamplingTransport(IServiceProvider provider)
    {
        AwsOptions options = Options(provider);
        return options.Enabled
            ? new XRaySamplingTransport(
                new AwsConnection(AwsService.XRay, options, provider.GetService<AWSCredentials>()),
                provider.GetRequiredService<TimeProvider>())
            : provider.GetRequiredKeyedService<ISamplingTransport>(LocalTraceSenderKey);
    }

    private static MetricPublisher CreatePublisher(IServiceProvider provider)
    {
        AwsOptions options = Options(provider);
        return new MetricPublisher(
            options,
            AwsIdentity.Of(options, provider.GetService<IHostEnvironment>()),
            CreateMetricSender(provider, options.MetricLane),
            provider.GetRequiredService<IOptions<DeliveryServiceOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<DeliveryAccounts>(),
            CostLog.Of(provider.GetService<ILoggerFactory>()));
    }

    private static IBatchSender CreateMetricSender(IServiceProvider provider, MetricLane lane) => lane == MetricLane.EmbeddedMetricFormat
        ? new EmbeddedMetricSender(Console.OpenStandardOutput())
        : new MetricDataSender(provider.GetRequiredService<IMetricDataClient>(), provider.GetRequiredService<TimeProvider>());
}
