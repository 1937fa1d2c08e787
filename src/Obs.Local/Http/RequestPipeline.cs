using Microsoft.AspNetCore.Http;
using Obs.Local.Api;
using Obs.Local.Aws;
using Obs.Local.Otlp;

namespace Obs.Local.Http;

/// <summary>Every request goes through here: guard, headers, then the page's API, OTLP, the AWS APIs or a file of the page.</summary>
internal sealed class RequestPipeline(ObsLocalServer server, LocalServices services)
{
    private readonly PageFiles _page = new();
    private readonly LocalApi _api = new(server, services);
    private readonly AwsDispatcher _aws = new(services);
    private readonly OtlpTraces _otlp = new(services.Accounts, services.Writer);

    /// <summary>Asks what the page asks first before anybody does.</summary>
    public Rehearsal Rehearse() => new(_api, services.Time);

    public async Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Set(context.Response.Headers);
        if (HostGuard.Refuse(context.Request) is { } refusal)
        {
            context.Response.StatusCode = refusal.Status;
            await context.Response.WriteAsync(refusal.Reason, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        try
        {
            await RouteAsync(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is no one to answer.
        }
        catch (BadHttpRequestException exception)
        {
            await AnswerAsync(context, exception.StatusCode, exception.Message).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LocalEventSource.Log.RequestFailed(exception.ToString());
            await AnswerAsync(
                context, StatusCodes.Status500InternalServerError, InternalFailure.Describe(exception)).ConfigureAwait(false);
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (request.Path.StartsWithSegments("/api/local", StringComparison.Ordinal, out PathString rest))
        {
            await _api.HandleAsync(context, rest.Value ?? "").ConfigureAwait(false);
        }
        else if (HttpMethods.IsPost(request.Method) && request.Path == OtlpTraces.Path)
        {
            await _otlp.HandleAsync(context).ConfigureAwait(false);
        }
        else if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            await _aws.HandleAsync(context).ConfigureAwait(false);
        }
        else if (!await _page.TryServeAsync(context).ConfigureAwait(false))
        {
            await AnswerAsync(context, StatusCodes.Status404NotFound, "There is nothing at this path.").ConfigureAwait(false);
        }
    }

    private static async Task AnswerAsync(HttpContext context, int status, string text)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
