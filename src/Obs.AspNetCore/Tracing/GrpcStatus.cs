using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Obs.AspNetCore.Tracing;

/// <summary>Reads how a gRPC call ended: the HTTP status is 200 whatever happened, and the rest comes after the answer.</summary>
internal static class GrpcStatus
{
    private const string ContentType = "application/grpc";
    private const string Header = "grpc-status";
    private const string Tag = "rpc.grpc.status_code"; // OpenTelemetry's; a document's outcome is made of it.

    public static void Record(Activity activity, HttpResponse response)
    {
        if (response.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) != true)
        {
            return;
        }

        // A call that failed before its first message says so at once, in the headers.
        IHeaderDictionary? trailers = response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        if ((trailers is not null && trailers.TryGetValue(Header, out StringValues status))
            || response.Headers.TryGetValue(Header, out status))
        {
            activity.SetTag(Tag, status.ToString());
        }
    }
}
