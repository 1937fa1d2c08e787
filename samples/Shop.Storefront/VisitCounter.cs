using Microsoft.AspNetCore.Http.Metadata;

namespace Shop.Storefront;

/// <summary>Counts every request by who made it, so that somebody who looks around while traffic runs does not upset its sums.</summary>
internal sealed class VisitCounter(RequestDelegate next, ShopMetrics metrics)
{
    private const string MadeBy = "X-Made-By";
    private const string Traffic = "traffic";
    private const string Person = "person";

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        finally
        {
            // What request metrics leave out, health checks, is no visit either.
            Endpoint? endpoint = context.GetEndpoint();
            if (endpoint?.Metadata.GetMetadata<IDisableHttpMetricsMetadata>() is null)
            {
                string route = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "unmatched";
                metrics.Visited(context.Request.Headers[MadeBy] == Traffic ? Traffic : Person, $"{context.Request.Method} {route}");
            }
        }
    }
}
