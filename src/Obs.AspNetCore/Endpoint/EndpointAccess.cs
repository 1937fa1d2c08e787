using System.Net;
using Microsoft.AspNetCore.Http;

namespace Obs.AspNetCore.Endpoint;

/// <summary>Tells a caller on the same machine from everybody else.</summary>
internal static class EndpointAccess
{
    /// <summary>Whether the request was made on this machine, by something that meant to reach this machine.</summary>
    /// <remarks>Three signs have to agree. The peer's address is loopback; nothing says that a proxy on this machine passed the request on
    /// for somebody else; and the Host header names this machine, so that a web page whose own name was pointed at 127.0.0.1 reads
    /// nothing.</remarks>
    public static bool IsLocal(HttpContext context) =>
        IsLoopback(context.Connection.RemoteIpAddress) && !WasForwarded(context.Request.Headers) && NamesThisMachine(context.Request.Host);

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    private static bool WasForwarded(IHeaderDictionary headers) =>
        headers.ContainsKey("X-Forwarded-For")
            || headers.ContainsKey("Forwarded")
            || headers.ContainsKey("X-Real-IP")
            || headers.ContainsKey("Via");

    private static bool NamesThisMachine(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host, out IPAddress? address) && IPAddress.IsLoopback(address));
}
