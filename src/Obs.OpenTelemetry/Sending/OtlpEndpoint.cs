using Amazon;
using Amazon.Runtime;
using Obs.Aws;

namespace Obs.OpenTelemetry.Sending;

/// <summary>Where traces go, and whether that is X-Ray.</summary>
internal sealed record OtlpEndpoint(Uri Address, bool IsXRay, string Region)
{
    private const string TracesPath = "/v1/traces";
    private const string RegionOfNoEndpoint = "us-east-1";

    public static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    /// <summary>The first that says: the options, OpenTelemetry's variables, the AWS configuration; else a collector beside the
    /// service.</summary>
    /// <param name="options">The options.</param>
    /// <param name="aws">Region and endpoint for AWS.</param>
    /// <param name="variables">The environment.</param>
    public static OtlpEndpoint Of(OpenTelemetryOptions options, AwsOptions aws, Func<string, string?> variables)
    {
        string? region = Given(aws.Region) ?? Given(variables("AWS_REGION")) ?? Given(variables("AWS_DEFAULT_REGION"));
        string? collector = options.Endpoint
            ?? Url(variables("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"))
            ?? Below(variables("OTEL_EXPORTER_OTLP_ENDPOINT"));
        string? xray = Below(aws.ServiceUrl) ?? Below(variables("AWS_ENDPOINT_URL_XRAY")) ?? Below(variables("AWS_ENDPOINT_URL"))
            ?? (region is null ? null : $"https://xray.{region}.{RegionEndpoint.GetBySystemName(region).PartitionDnsSuffix}{TracesPath}");
        var address = new Uri(collector ?? (aws.Enabled ? xray : null) ?? "http://localhost:4318" + TracesPath);
        bool isXRay = (collector is null && aws.Enabled && xray is not null) || IsXRayHost(address.Host);
        return new OtlpEndpoint(address, isXRay, RegionIn(address.Host) ?? region ?? RegionOfNoEndpoint);
    }

    /// <summary>What signs requests to an emulator on this machine when the environment names no keys; else null.</summary>
    /// <remarks>Real keys never go to such an endpoint unless they stand in the environment of this very process.</remarks>
    public AWSCredentials? LocalCredentials(Func<string, string?> variables) =>
        Address.IsLoopback && Address.Scheme == Uri.UriSchemeHttp && Given(variables("AWS_ACCESS_KEY_ID")) is null
            ? new BasicAWSCredentials("local", "local")
            : null;

    private static bool IsXRayHost(string host) =>
        host.StartsWith("xray", StringComparison.OrdinalIgnoreCase) && host.Contains(".amazonaws.com", StringComparison.OrdinalIgnoreCase);

    private static string? RegionIn(string host) => IsXRayHost(host) ? host.Split('.')[1] : null;

    private static string? Below(string? url) => Url(url) is { } given ? given.TrimEnd('/') + TracesPath : null;

    // A variable that cannot be read is no reason not to start: it may have been set for something else in the same container.
    private static string? Url(string? text) => text is not null && IsUrl(text) ? text : null;

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
