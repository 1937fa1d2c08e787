namespace Obs.AspNetCore;

/// <summary>The access log: one entry for each request when it has been answered, under the category <c>Obs.AccessLog</c>.</summary>
/// <remarks>An entry has <c>method</c>, <c>path</c>, <c>route</c>, <c>status</c>, <c>durationMs</c>, <c>bytes</c> and <c>requestBytes</c>
/// where the length was announced, <c>clientIp</c> and <c>userAgent</c>. Its level is <c>Information</c>, or <c>Warning</c> for a fault.
/// The query is not written.</remarks>
public sealed class AccessLogOptions
{
    /// <summary>Whether requests are logged. The default is false.</summary>
    public bool Enabled { get; set; }

    /// <summary>Paths that are never logged, each with everything below it; case does not matter. The default is <c>/health</c>,
    /// <c>/healthz</c> and <c>/api/metrics</c>; configuration adds to it.</summary>
    public IList<string> SkipPaths { get; } = ["/health", "/healthz", "/api/metrics"];
}
