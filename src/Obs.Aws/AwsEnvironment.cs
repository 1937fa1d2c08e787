using Obs.Aws.Client;

namespace Obs.Aws;

/// <summary>The environment variables that every AWS tool understands, as far as starting needs them.</summary>
/// <remarks>Read without the SDK's own fallbacks, which end in a call to the instance metadata service.</remarks>
internal static class AwsEnvironment
{
    /// <summary>The region written into signatures for an endpoint that belongs to none, such as a local one.</summary>
    public const string RegionOfNoEndpoint = "us-east-1";

    public static string? Region => Get("AWS_REGION") ?? Get("AWS_DEFAULT_REGION");

    public static bool HasAccessKey => Get("AWS_ACCESS_KEY_ID") is not null;

    /// <summary>The endpoint that the environment names for a service, or null.</summary>
    public static string? EndpointOf(string serviceId) =>
        string.Equals(Get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true", StringComparison.OrdinalIgnoreCase)
            ? null
            : Get("AWS_ENDPOINT_URL_" + serviceId.ToUpperInvariant().Replace(' ', '_')) ?? Get("AWS_ENDPOINT_URL");

    private static string? Get(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>Whether there is somewhere to publish metrics to, and nothing says not to.</summary>
    public static bool IsPublishing(AwsOptions options) => options.Enabled
        && (options.PublishMetrics ?? (options.MetricLane == MetricLane.EmbeddedMetricFormat || HasEndpoint(options)));

    private static bool HasEndpoint(AwsOptions options) =>
        (options.Region ?? options.ServiceUrl ?? Region ?? EndpointOf(AwsService.CloudWatch.Id)) is not null;
}
