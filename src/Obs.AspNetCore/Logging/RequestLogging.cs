using Microsoft.AspNetCore.Http;
using Obs.AspNetCore.Hosting;
using Obs.AspNetCore.Tracing;
using Obs.Logging;

namespace Obs.AspNetCore.Logging;

/// <summary>Logs each request, and holds back what is logged of it, by the same events that requests are traced by.</summary>
internal sealed class RequestLogging(AccessLog accessLog, LogBuffer buffer) : IHostingEvents
{
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string Start = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start";
    private const string Stop = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop";
    private const string UnhandledException = "Microsoft.AspNetCore.Hosting.UnhandledException";

    private const int FirstFault = 500;

    // Requests whose entries are held. They are seen to their end even if the configuration meanwhile holds nothing any more.
    private int _held;

    private bool IsOn => accessLog.IsOn || buffer.IsOn || Volatile.Read(ref _held) > 0;

    public bool IsWanted(string name) => IsOn && name is Request or Start or Stop or UnhandledException;

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        // Asked again: a listener hears of everything that any other wants.
        if (!IsOn)
        {
            return;
        }

        // What is thrown here would be thrown into the server.
        try
        {
            switch (value.Key)
            {
                case Start when value.Value is HttpContext context && buffer.IsOn:
                    context.Features.Set(buffer.Begin());
                    Interlocked.Increment(ref _held);
                    break;
                case Stop when value.Value is HttpContext context:
                    OnStop(context);
                    break;
                case UnhandledException when UnhandledExceptionEvent.TryRead(value.Value, out HttpContext? context, out _):
                    OnUnhandledException(context);
                    break;
            }
        }
        catch (Exception exception)
        {
            RequestLoggingEventSource.Log.HookFailed(value.Key, exception.ToString());
        }
    }

    // Raised before the stop. Not every server has written its 500 yet; one that had begun to answer cannot any more.
    private static void OnUnhandledException(HttpContext context)
    {
        HttpResponse response = context.Response;
        context.Features.Set(new UnhandledFailure(response.HasStarted || response.StatusCode >= 400 ? response.StatusCode : FirstFault));
    }

    private void OnStop(HttpContext context)
    {
        UnhandledFailure? failure = context.Features.Get<UnhandledFailure>();
        int status = failure?.Status ?? context.Response.StatusCode;
        using LogBufferScope? held = context.Features.Get<LogBufferScope>();
        if (failure is not null || status >= FirstFault)
        {
            held?.Write();
        }

        if (held is not null)
        {
            Interlocked.Decrement(ref _held);
        }

        if (accessLog.IsOn)
        {
            accessLog.Write(context, status);
        }
    }
}
