using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Obs.AspNetCore.Hosting;
using Obs.Tracing;

namespace Obs.AspNetCore.Tracing;

/// <summary>Makes a segment of each request from the events that ASP.NET Core's hosting raises anyway, which cost no memory;
/// a middleware would cost its state machine whenever a request suspends.</summary>
internal sealed class RequestTracing(SegmentRecorder recorder) : IHostingEvents
{
    // The first name is never written: hosting asks for it to know whether anybody wants the other two.
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string Start = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start";
    private const string Stop = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop";
    private const string UnhandledException = "Microsoft.AspNetCore.Hosting.UnhandledException";

    public bool IsWanted(string name) => name is Request or Start or Stop or UnhandledException;

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // What is thrown here would be thrown into the server.
        try
        {
            switch (value.Key)
            {
                case Start when value.Value is HttpContext context:
                    OnStart(context);
                    break;
                case Stop when value.Value is HttpContext context:
                    OnStop(context);
                    break;
                case UnhandledException:
                    OnUnhandledException(value.Value);
                    break;
            }
        }
        catch (Exception exception)
        {
            recorder.CountHookFailure(value.Key, exception);
        }
    }

    private static Activity? ActivityOf(HttpContext context) => Feature<IHttpActivityFeature>(context)?.Activity ?? Activity.Current;

    // By its type as a value: a virtual method that is generic is looked up each time it is called.
    private static T? Feature<T>(HttpContext context)
        where T : class =>
        context.Features[typeof(T)] as T;

    private void OnStart(HttpContext context)
    {
        // Hosting has just made it current, and not yet a feature of the request.
        if (Activity.Current is not { } activity)
        {
            return;
        }

        IncomingDecision incoming = IncomingOf(context.Request.Headers, activity);
        bool isSampled = recorder.Begin(activity, Describe(context), incoming);
        if (incoming == IncomingDecision.Requested)
        {
            context.Response.Headers[TraceHeader.Name] = TraceHeader.Format(activity, isSampled);
        }
    }

    private static ServerRequest Describe(HttpContext context)
    {
        HttpRequest request = context.Request;
        IHeaderDictionary headers = request.Headers;
        return new ServerRequest
        {
            Method = request.Method,
            Scheme = request.Scheme,
            Host = request.Host.Value,
            PathBase = request.PathBase.Value,
            Path = request.Path.Value,
            Query = request.QueryString.Value,
            UserAgent = First(headers.UserAgent),
            ForwardedFor = First(headers, "X-Forwarded-For") ?? First(headers, "Forwarded"),
            RemoteAddress = context.Connection.RemoteIpAddress,
        };
    }

    private void OnStop(HttpContext context)
    {
        if (ActivityOf(context) is not { } activity)
        {
            return;
        }

        if (recorder.IsSampled(activity))
        {
            GrpcStatus.Record(activity, context.Response);
            recorder.SetResponse(activity, ResponseOf(context, context.Response.StatusCode, HandledException(context)));
        }
        else if (recorder.HasTailRule)
        {
            UnsampledFailure? failure = context.Features.Get<UnsampledFailure>();
            ServerResponse response = ResponseOf(
                context, failure?.Status ?? context.Response.StatusCode, failure?.Exception ?? HandledException(context));
            recorder.EndUnsampled(activity, Describe(context), response);
        }
    }

    // Raised before the stop, whose answer then comes second and does not count.
    private void OnUnhandledException(object? payload)
    {
        if (!UnhandledExceptionEvent.TryRead(
            payload, out HttpContext? context, out Exception? exception) || ActivityOf(context) is not { } activity)
        {
            return;
        }

        // Not every server has written its 500 yet; one that had begun to answer cannot any more.
        HttpResponse response = context.Response;
        int status = response.HasStarted || response.StatusCode >= 400 ? response.StatusCode : 500;
        if (recorder.IsSampled(activity))
        {
            recorder.SetResponse(activity, ResponseOf(context, status, exception));
        }
        else if (recorder.HasTailRule)
        {
            context.Features.Set(new UnsampledFailure(status, exception));
        }
    }

    private static Exception? HandledException(HttpContext context) => Feature<IExceptionHandlerFeature>(context)?.Error;

    private static ServerResponse ResponseOf(HttpContext context, int status, Exception? exception) => new()
    {
        Status = status,
        ContentLength = context.Response.ContentLength is > 0 and var length ? length : null, // Of nothing the server says so itself.
        Route = (Feature<IEndpointFeature>(context)?.Endpoint as RouteEndpoint)?.RoutePattern.RawText,
        Exception = exception,
    };

    private IncomingDecision IncomingOf(IHeaderDictionary headers, Activity activity)
    {
        string? own = First(headers, TraceHeader.Name);
        if (TraceHeader.TryParse(own, out TraceHeader header))
        {
            header.CarryOn(activity);
            return header.Decision;
        }

        string? w3c = First(headers.TraceParent);
        bool isValid = TraceHeader.TryParseW3C(w3c, out header);
        if (own is not null || (w3c is not null && !isValid))
        {
            recorder.CountRefusedHeader();
        }

        return isValid ? header.Decision : IncomingDecision.None;
    }

    private static string? First(IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out StringValues values) ? First(values) : null;

    private static string? First(in StringValues values) => values.Count > 0 ? values[0] : null;
}
