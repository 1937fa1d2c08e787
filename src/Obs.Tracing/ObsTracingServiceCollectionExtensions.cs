using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.Delivery;
using Obs.Tracing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds tracing to an application.</summary>
public static class ObsTracingServiceCollectionExtensions
{
    // A batch is sent datagram by datagram; its only use is that the sending thread wakes up less often.
    private const int MaxBatchCount = 64;
    private static readonly TimeSpan MaxBatchDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryMaxDelay = TimeSpan.FromSeconds(1);

    // The daemon stands beside the service: what it does not take within a second it will not take within five.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Adds X-Ray tracing: trace context in and out, sampling, recording and sending to the X-Ray daemon. May be called
    /// twice.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Settings that win over the configuration section <c>Observability:Tracing</c>.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddObsTracing(this IServiceCollection services, Action<TracingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);

        OptionsBuilder<TracingOptions> options = services.AddOptionsWithValidateOnStart<TracingOptions>();
        if (services.All(static service => service.ServiceType != typeof(Tracer)))
        {
            // Once: bound a second time, configuration would undo what the first caller set in code.
            options.BindConfiguration(TracingOptionsValidator.Section);
            AddServices(services);
        }

        options.Configure(configure ?? (static _ => { }));
        return services;
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<TracingOptions>>(
            static provider => new TracingOptionsValidator(provider.GetService<IServiceProviderIsKeyedService>()));
        services.AddObsDelivery();
        services.AddSingleton(static provider => new TracingSettings(Options(provider), provider.GetService<IHostEnvironment>()));
        services.AddSingleton(static provider => new SamplingRules(
            Options(provider).Sampling,
            provider.GetRequiredService<TracingSettings>().Identity,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => new SamplingStatistics(provider.GetRequiredService<SamplingRules>()));
        services.AddSingleton(static provider => new Sampler(
            Options(provider).Sampling,
            provider.GetRequiredService<SamplingRules>(),
            provider.GetRequiredService<SamplingStatistics>(),
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared));
        services.AddSingleton(static provider => new LiveTraces(Options(provider).MaxLiveTraces));
        services.AddSingleton(static provider => new ObsPropagator(provider.GetRequiredService<TracingSettings>().Lambda));
        services.AddSingleton(CreateQueue);
        services.AddSingleton(CreateRecorder);
        services.AddSingleton(static provider => new Tracer(
            provider.GetRequiredService<SegmentRecorder>(),
            provider.GetRequiredService<SamplingStatistics>(),
            provider.GetRequiredService<SegmentQueue>()));
        services.TryAddKeyedSingleton<IBatchSender>(
            TracingOptions.SenderKey(TracingOptions.Daemon), static (provider, _) =>
                new UdpSegmentSender(AddressesOf(Options(provider)).Udp, provider.GetRequiredService<TimeProvider>()));
        services.TryAddKeyedSingleton<ISamplingTransport>(
            TracingOptions.SenderKey(TracingOptions.Daemon), static (provider, _) =>
                new SamplingDaemon(AddressesOf(Options(provider)).Tcp));
        services.TryAddKeyedSingleton(
            SegmentQueue.Signal,
            static (provider, _) => provider.GetRequiredKeyedService<IBatchSender>(TracingOptions.SenderKey(Options(provider).Sender)));
        services.AddSingleton<SelfInstruments>();
        services.AddHostedService<TracingService>();
        services.AddHostedService(CreateCentralSampling);
        services.AddHostedService<SkipWatch>();
        services.AddHostedService(static provider => new LongWork(
            provider.GetRequiredService<SegmentRecorder>(), Options(provider).InProgressAfter,
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(static provider => new ResourceLookup(
            new ResourceDetector(
                Options(provider) is { Enabled: true } options ? options.Resource : ResourceDetection.None,
                new AwsEnvironment(Environment.GetEnvironmentVariable)),
            provider.GetRequiredService<TracingSettings>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    private static TracingOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<TracingOptions>>().Value;

    private static SegmentRecorder CreateRecorder(IServiceProvider provider) => new(
        provider.GetRequiredService<TracingSettings>(),
        provider.GetRequiredService<Sampler>(),
        provider.GetRequiredService<SamplingStatistics>(),
        provider.GetRequiredService<LiveTraces>(),
        provider.GetRequiredService<SegmentQueue>(),
        provider.GetKeyedService<IActivityWriter>(TracingOptions.SenderKey(Options(provider).Sender)));

    private static SegmentQueue CreateQueue(IServiceProvider provider)
    {
        IBatchSender sender = provider.GetRequiredKeyedService<IBatchSender>(SegmentQueue.Signal);
        var options = new DeliveryOptions
        {
            BufferBytes = Options(provider).BufferBytes,
            MaxBatchCount = MaxBatchCount,
            MaxBatchDelay = MaxBatchDelay,
            RetryMaxDelay = RetryMaxDelay,
            StopTimeout = StopTimeout,
        };
        provider.GetRequiredService<IOptions<DeliveryServiceOptions>>().Value.ApplyTo(
            options, provider.GetRequiredService<TracingSettings>().Identity.Name, SegmentQueue.Signal);
        sender.Configure(options);
        return new SegmentQueue(new DeliveryQueue(
            SegmentQueue.Signal,
            sender,
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<DeliveryAccounts>()));
    }

    private static CentralSampling CreateCentralSampling(IServiceProvider provider) => new(
        Options(provider) is { Enabled: true, Sampling.Central: true },
        new SamplingCalls(TransportOf(provider)),
        new CentralRules(() => provider.GetRequiredService<TracingSettings>().Identity, provider.GetRequiredService<TimeProvider>()),
        provider.GetRequiredService<SamplingRules>(),
        provider.GetRequiredService<TimeProvider>(),
        Random.Shared);

    // A sender that knows no way to ask leaves the asking to the daemon.
    private static ISamplingTransport TransportOf(IServiceProvider provider) =>
        provider.GetKeyedService<ISamplingTransport>(TracingOptions.SenderKey(Options(provider).Sender))
        ?? provider.GetRequiredKeyedService<ISamplingTransport>(TracingOptions.SenderKey(TracingOptions.Daemon));

    // A variable that cannot be read is no reason not to start: it may have been set for something else in the same container.
    private static (DaemonAddress Udp, DaemonAddress Tcp) AddressesOf(TracingOptions options)
    {
        string? text = options.DaemonAddress ?? Environment.GetEnvironmentVariable(DaemonAddress.Variable);
        return text is not null && DaemonAddress.TryParse(text, out DaemonAddress udp, out DaemonAddress tcp)
            ? (udp, tcp)
            : (DaemonAddress.Default, DaemonAddress.Default);
    }
}
