using System.Buffers;
using Obs.Metrics;

namespace Shop.Storefront;

/// <summary>How the shop does, for everybody: the operations of the catalogue over fifteen minutes and nothing else. What the service tells
/// of itself under <c>/api/metrics</c> is for its operators alone.</summary>
internal static class StatusPage
{
    private static readonly KeyValuePair<string, string?>[] Asked =
        [new("window", "15m"), new("operation", "GET /products*"), new("name", "ProductViews")];

    public static void MapStatus(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/status", Write);

    private static IResult Write(MetricsReporter reporter, HttpContext context)
    {
        if (!reporter.TryReadQuery(Asked, out MetricsQuery? query, out string? error))
        {
            // Metrics are configured to be kept for less than fifteen minutes.
            return Results.Problem(error, statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        var page = new ArrayBufferWriter<byte>();
        reporter.GetReport(query).Write(page, ReportFormat.Html);
        context.Response.Headers.ContentSecurityPolicy = MetricsReport.ContentSecurityPolicy;
        return Results.Bytes(page.WrittenMemory, "text/html; charset=utf-8");
    }
}
