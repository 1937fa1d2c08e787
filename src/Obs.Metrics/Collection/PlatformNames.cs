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
    public const string DatabaseDuration = "db.client.operation.duration";
    public const string DatabaseSystem = "db.system.name";
    public const string DatabaseNamespace = "db.namespace";
    public const string DatabaseOperation = "db.operation.name";
    public const string DatabaseStatus = "db.response.status_code";
    public const string PoolName = "db.client.connection.pool.name";
}
