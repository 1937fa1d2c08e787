using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Obs.Delivery;
using Obs.Metrics;
using Obs.Tracing;

namespace Obs.AspNetCore.Endpoint;

/// <summary>Answers <c>GET /api/metrics</c>: what the service measured, what it traced, and what became of its telemetry.</summary>
internal sealed class MetricsEndpointHandler(
    MetricsReporter reporter, Tracer tracer, DeliveryAccounts accounts, IOptions<ObservabilityOptions> options)
{
    private readonly MetricsEndpointOptions _options = options.Value.Endpoint;

    public async Task HandleAsync(HttpContext context)
    {
        if (!await IsAllowedAsync(context).ConfigureAwait(false))
        {
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else if (MetricsQuery.TryParse(context.Request.Query["window"], reporter.LongestWindow, out MetricsQuery? query, out string? error))
        {
            await AnswerAsync(context, StatusCodes.Status200OK, json => WriteReport(json, query)).ConfigureAwait(false);
        }
        else
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, json => json.WriteString("error", error)).ConfigureAwait(false);
        }
    }

    private static async Task AnswerAsync(HttpContext context, int status, Action<Utf8JsonWriter> writeMembers)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypeNames.Application.Json;
        using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private void WriteReport(Utf8JsonWriter json, MetricsQuery query)
    {
        reporter.WriteSections(json, query);
        TelemetryJson.WriteTracing(json, tracer.Statistics);
        TelemetryJson.WriteDelivery(json, accounts.Read());
    }

    private async ValueTask<bool> IsAllowedAsync(HttpContext context)
    {
        if (_options.AuthorizationPolicy is { } policy)
        {
            return await PolicyAuthorizer.AuthorizeAsync(context, policy).ConfigureAwait(false);
        }

        if (_options.AllowRemote || EndpointAccess.IsLocal(context))
        {
            return true;
        }

        // Not 403: to a stranger there is nothing here.
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return false;
    }
}
