using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Obs.OpenTelemetry.Tests;

/// <summary>An HTTP server on a loopback port that keeps every request and answers as told, and with an empty 200 when not.</summary>
internal sealed class FakeReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(int Status, byte[] Body)> _answers = new();

    private FakeReceiver(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    public string Url => _app.Urls.Single();

    public static async Task<FakeReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var receiver = new FakeReceiver(app);
        app.Run(receiver.AnswerAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Says how the next request that nobody has an answer for yet is answered.</summary>
    public void Answer(int status, params byte[] body) => _answers.Enqueue((status, body));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Requests.Enqueue(new ReceivedRequest(
            context.Request.Path,
            context.Request.Headers.ToDictionary(static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        (int status, byte[] answer) = _answers.TryDequeue(out (int, byte[]) told) ? told : (200, []);
        context.Response.StatusCode = status;
        await context.Response.Body.WriteAsync(answer);
    }
}
