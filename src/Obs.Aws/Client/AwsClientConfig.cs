using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Telemetry;

namespace Obs.Aws.Client;

/// <summary>The SDK's configuration for one service: everything not said here comes from the SDK's own chain.</summary>
internal sealed class AwsClientConfig : ClientConfig
{
    // The SDK looks up whichever mode its own configuration names. They differ in timeouts and retrying, and both are said below.
    private static readonly DefaultConfiguration[] Modes =
    [
        .. Enum.GetValues<DefaultConfigurationMode>().Select(static mode => new DefaultConfiguration
        {
            Name = mode,
            RetryMode = RequestRetryMode.Standard,
        }),
    ];

    public AwsClientConfig(AwsService service, AwsOptions options)
        : base(new DefaultConfigurationProvider(Modes))
    {
        Service = service;
        ServiceId = service.Id;
        AuthenticationServiceName = service.SigningName;

        // One owner of retrying: the delivery queue, which knows how much time and memory is left.
        MaxErrorRetry = 0;
        MaxStaleConnectionRetries = 0;
        AllowAutoRedirect = false;
        Timeout = options.RequestTimeout;
        ConnectTimeout = options.ConnectTimeout;
        EndpointProvider = new AwsEndpointProvider(this);
        HttpClientFactory = new SelfHttpClientFactory(service.MaxReplyBytes);

        // Our own calls are neither logged nor traced, even where the application gave the SDK a tracer for its own.
        DisableLogging = true;
        TelemetryProvider = new DefaultTelemetryProvider();
        Point(options);
    }

    public AwsService Service { get; }

    public override string RegionEndpointServiceName => Service.EndpointPrefix;

    public override string ServiceVersion => Service.Version;

    public override string UserAgent { get; } = "obs/" + typeof(AwsClientConfig).Assembly.GetName().Version?.ToString(3);

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters());

    // A region set after a URL would unset the URL, and the other way round: that is how the SDK reads "the last word wins".
    private void Point(AwsOptions options)
    {
        string? region = options.Region ?? AwsEnvironment.Region;
        if (options.ServiceUrl is null && region is not null)
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }

        if (options.ServiceUrl is not null)
        {
            ServiceURL = options.ServiceUrl;
        }

        if (ServiceURL is not null)
        {
            AuthenticationRegion = region ?? AwsEnvironment.RegionOfNoEndpoint;
        }
    }
}
