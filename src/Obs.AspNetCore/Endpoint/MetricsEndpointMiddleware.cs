using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Obs.AspNetCore.Endpoint;

/// <summary>Answers the metrics endpoint and passes everything else on at the cost of one comparison.</summary>
internal sealed class MetricsEndpointMiddleware(
    RequestDelegate next, MetricsEndpointHandler handler, IOptions<ObservabilityOptions> options)
{
    private static readonly PathString ReportPath = "/report";

    private readonly PathString _path = options.Value.Endpoint.Path;
    private readonly int _length = options.Value.Endpoint.Path.Length;

    // Not async: a state machine here would cost every request of the application.
    public Task InvokeAsync(HttpContext context)
    {
        PathString path = context.Request.Path;
        if (path.Value?.Length < _length || !path.StartsWithSegments(_path, StringComparison.OrdinalIgnoreCase, out PathString rest))
        {
            return next(context);
        }

        // As routing has it: a slash at the end makes no other address.
        rest = new PathString(rest.Value!.TrimEnd('/'));
        bool isReport = rest.Equals(ReportPath, StringComparison.OrdinalIgnoreCase);
        if (rest.HasValue && !isReport)
        {
            return next(context);
        }

        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } metrics)
        {
            // Reading the numbers does not change them.
            metrics.MetricsDisabled = true;
        }

        return handler.HandleAsync(context, isReport ? MetricsFormats.OfReport : MetricsFormats.OfMetrics);
    }
}
