using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Obs.AspNetCore.Tracing;
using Obs.TestSupport;
using Obs.Tracing;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>A small application on Kestrel, traced to a UDP socket of its own: what the daemon would receive.</summary>
internal sealed class TracedApplication : IAsyncDisposable
{
    private readonly Socket _daemon = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly ConcurrentQueue<string> _datagrams = new();
    private readonly WebApplication _app;

    private TracedApplication(
        Action<TracingOptions>? configure, Action<WebApplication> map, Action<IServiceCollection>? register, HttpProtocols protocols)
    {
        _daemon.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        register?.Invoke(builder.Services);

        // A clock that stands still: however long a request takes on a busy machine, it is not one of those that are told of before their
        // end.
        builder.Services.TryAddSingleton<TimeProvider>(new ManualTimeProvider(TimeProvider.System.GetUtcNow()));
        builder.Services.AddAspNetCoreTracing();
        builder.Services.AddHttpClient();
        builder.Services.Configure<TracingOptions>(options =>
        {
            options.ServiceName = "orders-api";
            options.DaemonAddress = _daemon.LocalEndPoint!.ToString();
            options.Sampling.FixedRate = 1;
            configure?.Invoke(options);
        });
        _app = builder.Build();
        map(_app);
    }

    public HttpClient Client { get; } = new();

    public Tracer Tracer => _app.Services.GetRequiredService<Tracer>();

    public IServiceProvider Services => _app.Services;

    public static async Task<TracedApplication> StartAsync(
        Action<WebApplication> map,
        Action<TracingOptions>? configure = null,
        Action<IServiceCollection>? register = null,
        HttpProtocols protocols = HttpProtocols.Http1)
    {
        var application = new TracedApplication(configure, map, register, protocols);
        await application._app.StartAsync();
        application.Client.BaseAddress = new Uri(application._app.Urls.Single());
        application.Client.DefaultRequestHeaders.UserAgent.ParseAdd("golden/1.0");
        _ = application.ReceiveAsync();
        return application;
    }

    /// <summary>Waits for so many documents and returns them in order of arrival.</summary>
    public async Task<IReadOnlyList<JsonObject>> DocumentsAsync(int count)
    {
        return await Eventually.GetAsync(ReceivedAsync, received => received.Count >= count);
    }

    /// <summary>The documents that have arrived by now, in order of arrival.</summary>
    public async Task<IReadOnlyList<JsonObject>> ReceivedAsync()
    {
        await Tracer.FlushAsync();
        return [.. _datagrams.Select(static text => JsonNode.Parse(text.Split('\n')[1])!.AsObject())];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _daemon.Dispose();
    }

    private async Task ReceiveAsync()
    {
        byte[] buffer = new byte[65_535];
        try
        {
            while (true)
            {
                int length = await _daemon.ReceiveAsync(buffer);
                _datagrams.Enqueue(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
        catch (SocketException)
        {
            // The socket was closed: the test is over.
        }
        catch (ObjectDisposedException)
        {
            // The same, between two datagrams.
        }
    }
}
