using Amazon.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.Aws;
using Obs.Delivery;
using Obs.OpenTelemetry;
using Obs.OpenTelemetry.Sending;
using Obs.Settings;
using Obs.Tracing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the OTLP way out to a service.</summary>
public static class ObsOpenTelemetryServiceCollectionExtensions
{
    private const string Key = "traces:Otlp";

    // Who else knows a way to ask about sampling.
    private const string XRayKey = "traces:XRay";
    private const string DaemonKey = "traces:Daemon";

    /// <summary>Lets traces leave in OTLP/HTTP protobuf, to any collector or to X-Ray's own OTLP endpoint, when
    /// <c>Observability:Tracing:Sender</c> is <c>Otlp</c>. May be called twice.</summary>
    /// <remarks>What is sampled and recorded is what <c>AddObsTracing()</c> samples and records. Settings come from the section
    /// <c>Observability:OpenTelemetry</c>; <paramref name="configure"/> wins over them. Credentials are an <see cref="AWSCredentials"/>
    /// among the services, else the AWS SDK's own chain.</remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes settings in code.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddObsOpenTelemetry(this IServiceCollection services, Action<OpenTelemetryOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddObsTracing();
        OptionsBuilder<OpenTelemetryOptions> options = services.AddOptionsWithValidateOnStart<OpenTelemetryOptions>();
        if (services.All(static service => service.ImplementationType != typeof(OpenTelemetryOptionsValidator)))
        {
            // Once: bound a second time, configuration would undo what the first caller set in code.
            options.BindSettings(OpenTelemetryOptionsValidator.Section, static (configuration, options) => configuration.Bind(options));
            services.AddSingleton<IValidateOptions<OpenTelemetryOptions>, OpenTelemetryOptionsValidator>();
            services.AddKeyedSingleton<IActivityWriter>(Key, static (provider, _) => new OtlpActivityWriter(
                provider.GetRequiredService<IOptions<TracingOptions>>().Value,
                provider.GetService<IHostEnvironment>(),
                provider.GetRequiredService<DetectedResource>()));
            services.AddKeyedSingleton<IBatchSender>(Key, static (provider, _) => CreateSender(provider));
            services.AddKeyedSingleton(Key, static (provider, _) => FindSamplingTransport(provider));
        }

        options.Configure(configure ?? (static _ => { }));
        return services;
    }

    private static OtlpSender CreateSender(IServiceProvider provider)
    {
        OpenTelemetryOptions options = Options(provider);
        AwsOptions aws = Aws(provider);
        TimeProvider time = provider.GetRequiredService<TimeProvider>();
        var endpoint = OtlpEndpoint.Of(options, aws, Environment.GetEnvironmentVariable);
        AWSCredentials? credentials = provider.GetService<AWSCredentials>()
            ?? endpoint.LocalCredentials(Environment.GetEnvironmentVariable);
        return new OtlpSender(
            endpoint,
            OtlpHeaders.Of(options, Environment.GetEnvironmentVariable),
            options.Compress,
            options.Sign ?? endpoint.IsXRay ? new RequestSigner(endpoint.Region, credentials, time) : null,
            aws,
            time);
    }

    // Where X-Ray itself takes the traces nobody runs a daemon to ask for the rules. Beside a collector its proxy stands where one would.
    private static ISamplingTransport FindSamplingTransport(IServiceProvider provider) =>
        (OtlpEndpoint.Of(Options(provider), Aws(provider), Environment.GetEnvironmentVariable).IsXRay
            ? provider.GetKeyedService<ISamplingTransport>(XRayKey)
            : null)
        ?? provider.GetRequiredKeyedService<ISamplingTransport>(DaemonKey);

    private static OpenTelemetryOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<OpenTelemetryOptions>>().Value;

    private static AwsOptions Aws(IServiceProvider provider) => provider.GetRequiredService<IOptions<AwsOptions>>().Value;
}
