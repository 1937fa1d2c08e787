using System.Net;
using Microsoft.AspNetCore.Http;

namespace Obs.Local.Http;

/// <summary>Who may talk to the backend: this machine, by a loopback name, and no page of another origin.</summary>
/// <remarks>A page elsewhere can make a browser send requests here, under a name of its own that resolves to 127.0.0.1 or straight to the
/// port; the first shows in <c>Host</c>, the second in <c>Origin</c> and <c>Sec-Fetch-Site</c>, none of which a page can choose.</remarks>
internal static class HostGuard
{
    private static readonly string[] Names = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Null when the request may go on, else the status and the reason it is refused with.</summary>
    public static (int Status, string Reason)? Refuse(HttpRequest request)
    {
        if (request.HttpContext.Connection.RemoteIpAddress is { } peer && !IPAddress.IsLoopback(peer))
        {
            return (StatusCodes.Status403Forbidden, "Only this machine may talk to the local backend.");
        }

        if (!request.Host.HasValue || !IsAllowed(request.Host.Host))
        {
            return (StatusCodes.Status400BadRequest, "The Host header must name localhost, 127.0.0.1 or [::1].");
        }

        return IsForeign(request) ? (StatusCodes.Status403Forbidden, "Requests from pages of another origin are refused.") : null;
    }

    private static bool IsAllowed(string host) => Names.Contains(host, StringComparer.OrdinalIgnoreCase);

    private static bool IsForeign(HttpRequest request)
    {
        string? origin = request.Headers.Origin;
        if (origin is not null && !string.Equals(origin, $"http://{request.Host.Value}", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        // Opening the page from a link elsewhere is fine: a navigation changes nothing and its answer cannot be read by the other page.
        string? site = request.Headers["Sec-Fetch-Site"];
        bool navigates = HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate";
        return site is not (null or "same-origin" or "none") && !navigates;
    }
}
