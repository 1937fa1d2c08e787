using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Obs.TestSupport;

namespace Obs.Aws.Tests;

/// <summary>An HTTP server on a loopback port that keeps every request and answers as told, and with an empty 200 when not.</summary>
internal sealed class FakeAwsEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private FakeAwsEndpoint(WebApplication app) => _app = app;

    public ConcurrentQueue<CapturedRequest> Requests { get; } = new();

    /// <summary>Answers every request that <see cref="Answer(Func{HttpContext, Task})"/> has said nothing about.</summary>
    public Func<CapturedRequest, (int Status, string Body)> Rule { get; set; } = static _ => (200, "");

    public string Url => _app.Urls.Single();

    public static async Task<FakeAwsEndpoint> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(static options => options.Limits.MaxRequestBodySize = null);
        WebApplication app = builder.Build();
        var endpoint = new FakeAwsEndpoint(app);
        app.Run(endpoint.AnswerAsync);
        await app.StartAsync();
        return endpoint;
    }

    /// <summary>Says how the next request that nobody has an answer for yet is answered.</summary>
    public void Answer(int status, string body = "", params (string Name, string Value)[] headers) =>
        Answer(async context =>
        {
            context.Response.StatusCode = status;
            foreach ((string name, string value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            await context.Response.WriteAsync(body);
        });

    public void Answer(Func<HttpContext, Task> answer) => _answers.Enqueue(answer);

    /// <summary>Waits until one more request has come and been kept.</summary>
    public async Task WaitForRequestAsync() =>
        (await _arrived.WaitAsync(Patience.Limit)).Should().BeTrue("a request was expected");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new CapturedRequest
        {
            Method = context.Request.Method,
            Path = context.Request.Path + context.Request.QueryString,
            Headers = context.Request.Headers.ToDictionary(
                static h => h.Key, static h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = body.ToArray(),
        };
        Requests.Enqueue(request);
        _arrived.Release();
        if (_answers.TryDequeue(out Func<HttpContext, Task>? answer))
        {
            await answer(context);
            return;
        }

        (int status, string text) = Rule(request);
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text);
    }
}
