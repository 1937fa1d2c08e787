using System.Net;

namespace Obs.Tracing;

/// <summary>What a server knows about a request when it arrives: the first half of the segment's <c>http</c> block.</summary>
public readonly struct ServerRequest
{
    /// <summary>The method, such as <c>GET</c>.</summary>
    public string? Method { get; init; }

    /// <summary>The scheme, such as <c>https</c>.</summary>
    public string? Scheme { get; init; }

    /// <summary>The host the client asked for, with its port if it named one.</summary>
    public string? Host { get; init; }

    /// <summary>The part of the path that the application is mounted at, if any.</summary>
    public string? PathBase { get; init; }

    /// <summary>The path, without query.</summary>
    public string? Path { get; init; }

    /// <summary>The query with its question mark, if any. Its values are written as <c>***</c> unless the options say otherwise.</summary>
    public string? Query { get; init; }

    /// <summary>The <c>User-Agent</c> header.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The <c>X-Forwarded-For</c> header or, without one, <c>Forwarded</c>. The first address in it is the client's.</summary>
    public string? ForwardedFor { get; init; }

    /// <summary>The address at the other end of the connection.</summary>
    public IPAddress? RemoteAddress { get; init; }
}
