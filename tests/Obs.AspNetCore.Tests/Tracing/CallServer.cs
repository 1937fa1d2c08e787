using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>A server on Kestrel, over HTTP/1.1 and HTTP/2, that answers in every way a client can meet. What it was sent it keeps by the
/// number of the call, but for the headers that tracing adds.</summary>
internal sealed class CallServer : IAsyncDisposable
{
    public const string Call = "X-Call";

    private static readonly string[] Ours = ["traceparent", "tracestate", "X-Amzn-Trace-Id"];

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, string> _received = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _signals = new();

    private CallServer(WebApplication app)
    {
        _app = app;
        app.Run(HandleAsync);
    }

    public Uri Http1 => new(_app.Urls.First());

    public Uri Http2 => new(_app.Urls.Last());

    public static async Task<CallServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2);
        });
        var server = new CallServer(builder.Build());
        await server._app.StartAsync();
        return server;
    }

    /// <summary>What came with the requests of a call.</summary>
    public string Received(string call) => _received.GetValueOrDefault(call, "nothing");

    /// <summary>A signal between the two ends of a call: that a request is here, or that the client has read enough.</summary>
    public TaskCompletionSource Signal(string call, string name) =>
        _signals.GetOrAdd($"{call} {name}", static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string call = request.Headers[Call].ToString();
        byte[] body = request.Path == "/refuse" ? [] : await ReadAsync(request);
        string headers = string.Join(';', request.Headers
            .Where(static header => !Ours.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
            .OrderBy(static header => header.Key, StringComparer.Ordinal));
        string line = $"{request.Method} {request.Path}{request.QueryString} {request.Protocol} {headers} {Convert.ToHexString(SHA256.HashData(body))}\n";
        _received.AddOrUpdate(call, line, (_, before) => before + line);
        Signal(call, "here").TrySetResult();
        await AnswerAsync(context, call);
    }

    private async Task AnswerAsync(HttpContext context, string call)
    {
        HttpResponse response = context.Response;
        switch (context.Request.Path.Value)
        {
            case "/redirect":
                response.Redirect(
                    $"/ok{context.Request.QueryString}", permanent: false, preserveMethod: context.Request.Query.ContainsKey("keep"));
                break;
            case "/loop":
                response.Redirect("/loop");
                break;
            case "/refuse":
                response.StatusCode = StatusCodes.Status417ExpectationFailed;
                break;
            case "/hang":
                await Signal(call, "never").Task.WaitAsync(context.RequestAborted);
                break;
            case "/reset":
                context.Abort();
                break;
            case "/reset-later":
                await StreamAsync(response, 10);
                await Signal(call, "read").Task.WaitAsync(context.RequestAborted);
                context.Abort();
                break;
            case "/stream":
                await StreamAsync(response, 100_000);
                break;
            case "/status":
                response.StatusCode = int.Parse(context.Request.Query["code"].ToString(), provider: null);
                break;
            case "/throw":
                throw new InvalidOperationException("boom");
            default:
                response.Headers["X-Answer"] = "yes";
                await response.WriteAsync($"hello {call}");
                break;
        }
    }

    private static async Task StreamAsync(HttpResponse response, int bytes)
    {
        await response.Body.WriteAsync(Encoding.ASCII.GetBytes(new string('s', bytes)));
        await response.Body.FlushAsync();
    }

    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var memory = new MemoryStream();
        await request.Body.CopyToAsync(memory);
        return memory.ToArray();
    }
}
