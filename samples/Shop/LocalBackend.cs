using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Shop;

/// <summary>The local backend: takes what the services send, and serves the page.</summary>
internal sealed class LocalBackend : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Socket _socket;

    private LocalBackend(WebApplication app, Socket socket)
    {
        _app = app;
        _socket = socket;
    }

    public Uri Page => new(_app.Urls.First());

    public string DaemonAddress => _socket.LocalEndPoint!.ToString()!;

    public static async Task<LocalBackend> StartAsync(int port, string store, CancellationToken cancellationToken)
    {
        _ = store;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        WebApplication app = builder.Build();
        app.MapPost("/", static () => Results.Json(new { }));
        await app.StartAsync(cancellationToken);
        return new LocalBackend(app, socket);
    }

    public BackendCounts Read() => new() { Received = new Dictionary<string, long> { ["traces"] = _socket.Available }, Requests = new Dictionary<(string, string), long>() };

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _app.DisposeAsync();
    }
}
