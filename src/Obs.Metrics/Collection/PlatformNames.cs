namespace Obs.Metrics;

/// <summary>Names from OpenTelemetry's semantic conventions, as the platform's own meters use them.</summary>
internal static class PlatformNames
{
    public const string ServerDuration = "http.server.request.duration";
    public const string ClientDuration = "http.client.request.duration";
    public const string Method = "http.request.method";
    public const string Route = "http.route";
    public const string StatusCode = "http.response.status_code";
    public const string ErrorType = "error.type";
    public const string ServerAddress = "server.address";
}
