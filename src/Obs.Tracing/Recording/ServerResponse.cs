namespace Obs.Tracing;

/// <summary>What a server knows about a request when it has been answered.</summary>
public readonly struct ServerResponse
{
    /// <summary>The status code; 0 when none was sent.</summary>
    public int Status { get; init; }

    /// <summary>The length of the body in bytes, where it was declared.</summary>
    public long? ContentLength { get; init; }

    /// <summary>The template of the route that answered, such as <c>/products/{id}</c>.</summary>
    public string? Route { get; init; }

    /// <summary>The exception that made the request fail, if any.</summary>
    public Exception? Exception { get; init; }
}
