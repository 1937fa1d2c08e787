using System.Net.Mime;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Obs.Delivery;
using Obs.Metrics;
using Obs.Tracing;

namespace Obs.AspNetCore.Endpoint;

/// <summary>Answers <c>GET /api/metrics</c> and <c>GET /api/metrics/report</c>: what the service measured, what it traced, and what became
/// of its telemetry.</summary>
internal sealed class MetricsEndpointHandler(
    MetricsReporter reporter, Tracer tracer, DeliveryAccounts accounts, IOptions<ObservabilityOptions> options) : IDisposable
{
    private const string FormatParameter = "format";

    // Two hundred callers at once wait for one another; they do not take the processors from the application.
    private readonly SemaphoreSlim _turns = new(Math.Max(Environment.ProcessorCount / 2, 1));
    private readonly MetricsEndpointOptions _options = options.Value.Endpoint;

    public async Task HandleAsync(HttpContext context, MetricsFormats formats)
    {
        if (!await IsAllowedAsync(context).ConfigureAwait(false))
        {
            return;
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            headers.Allow = "GET, HEAD";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        headers.Vary = HeaderNames.Accept;
        StringValues named = context.Request.Query[FormatParameter];
        if (named.Count > 0 && formats.Named(named.ToString()) is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"format must be one of {formats.Names}.").ConfigureAwait(false);
        }
        else if ((formats.Named(named.ToString()) ?? formats.Choose(context.Request.Headers.Accept)) is not { } format)
        {
            await RefuseAsync(context, StatusCodes.Status406NotAcceptable, $"Accept must allow one of {formats.Allowed}.")
                .ConfigureAwait(false);
        }
        else if (!TryParse(context.Request.Query, format, out MetricsQuery? query, out string error))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, error).ConfigureAwait(false);
        }
        else
        {
            context.Response.ContentType = formats.ContentType(format);
            await AnswerAsync(context, format, query!).ConfigureAwait(false);
        }
    }

    public void Dispose() => _turns.Dispose();

    private bool TryParse(IQueryCollection parameters, MetricsFormat format, out MetricsQuery? query, out string error)
    {
        // A parameter given twice is two entries, so that it is refused like one that is unknown.
        IEnumerable<KeyValuePair<string, string?>> flat =
            parameters.Where(static p => !p.Key.Equals(FormatParameter, StringComparison.OrdinalIgnoreCase))
                .SelectMany(static p => p.Value, static (p, value) => KeyValuePair.Create(p.Key, value));
        if (!reporter.TryReadQuery(flat, out query, out string? found))
        {
            error = found;
            return false;
        }

        error = format switch
        {
            MetricsFormat.OpenMetrics => MetricsReporter.CanWriteOpenMetrics(query, out found) ? "" : found,
            MetricsFormat.Csv or MetricsFormat.Histograms when query.Series => "series=true is answered as application/json only.",
            _ => "",
        };
        return error.Length == 0;
    }

    private async Task AnswerAsync(HttpContext context, MetricsFormat format, MetricsQuery query)
    {
        // Weak: the accounts of the senders go on between two windows, and are no reason to send everything again.
        var tag = new EntityTagHeaderValue($"\"{reporter.Revision}-{format}\"", isWeak: true);
        context.Response.Headers.ETag = tag.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => IsMatch(known, tag)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.ContentType = null;
            return;
        }

        await _turns.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            Write(context, format, query);
        }
        finally
        {
            _turns.Release();
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static bool IsMatch(EntityTagHeaderValue known, EntityTagHeaderValue tag) =>
        known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false);

    private void Write(HttpContext context, MetricsFormat format, MetricsQuery query)
    {
        switch (format)
        {
            case MetricsFormat.OpenMetrics:
                reporter.WriteOpenMetrics(context.Response.BodyWriter, query);
                break;
            case MetricsFormat.Csv:
                reporter.WriteCsv(context.Response.BodyWriter, query);
                break;
            case MetricsFormat.Histograms:
                reporter.WriteHistograms(context.Response.BodyWriter, query);
                break;
            case MetricsFormat.Json:
                WriteObject(context, json => WriteReport(json, query));
                break;
            case MetricsFormat.HtmlReport:
                context.Response.Headers.ContentSecurityPolicy = MetricsReport.ContentSecurityPolicy + "; frame-ancestors 'none'";
                reporter.GetReport(query).Write(context.Response.BodyWriter, ReportFormat.Html);
                break;
            case MetricsFormat.MarkdownReport:
                reporter.GetReport(query).Write(context.Response.BodyWriter, ReportFormat.Markdown);
                break;
            case MetricsFormat.JsonReport:
                reporter.GetReport(query).Write(context.Response.BodyWriter, ReportFormat.Json);
                break;
            case MetricsFormat.CsvReport:
                reporter.GetReport(query).Write(context.Response.BodyWriter, ReportFormat.Csv);
                break;
        }
    }

    private static async Task RefuseAsync(HttpContext context, int status, string error)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaTypeNames.Application.Json;
        WriteObject(context, json => json.WriteString("error", error));
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static void WriteObject(HttpContext context, Action<Utf8JsonWriter> writeMembers)
    {
        using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        writeMembers(json);
        json.WriteEndObject();
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
