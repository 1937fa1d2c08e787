namespace Obs.AspNetCore;

/// <summary>Who may read <c>GET /api/metrics</c>, bound from <c>Observability:Endpoint</c>.</summary>
/// <remarks>Without a word here the endpoint answers callers on the same machine and is a 404 to everybody else.</remarks>
public sealed class MetricsEndpointOptions
{
    /// <summary>Whether the endpoint exists. The default is true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The path it answers at: starts with a slash, no query, 2 to 200 characters. The default is <c>/api/metrics</c>.</summary>
    public string Path { get; set; } = "/api/metrics";

    /// <summary>The authorization policy a caller has to meet. Where one is named it decides alone, for local and remote callers alike.
    /// The default is none.</summary>
    public string? AuthorizationPolicy { get; set; }

    /// <summary>Whether callers from other machines are answered without a policy: for a port that only a scraper can reach. The default is
    /// false.</summary>
    public bool AllowRemote { get; set; }
}
