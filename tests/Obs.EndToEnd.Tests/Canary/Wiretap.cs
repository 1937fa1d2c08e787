using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Obs.EndToEnd.Tests.Canary;

/// <summary>Stands between a service and its backend, keeps every byte that the service sends and passes it on.</summary>
internal sealed class Wiretap : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _sent = new();
    private readonly UdpClient _udp = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly HttpClient _http = new();
    private readonly WebApplication _app;
    private readonly Uri _backend;
    private readonly IPEndPoint _daemon;
    private readonly Task _relaying;

    private Wiretap(WebApplication app, Uri backend, IPEndPoint daemon)
    {
        _app = app;
        _backend = backend;
        _daemon = daemon;
        _relaying = RelayAsync();
    }

    public string Url => _app.Urls.Single();

    public string DaemonAddress => _udp.Client.LocalEndPoint!.ToString()!;

    /// <summary>All that was sent: what was packed unpacked, and bytes that are no text as they are.</summary>
    public string Sent => string.Join('\n', _sent);

    public static async Task<Wiretap> StartAsync(Uri backend, IPEndPoint daemon)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var tap = new Wiretap(app, backend, daemon);
        app.Run(tap.PassOnAsync);
        await app.StartAsync();
        return tap;
    }

    public async ValueTask DisposeAsync()
    {
        _udp.Dispose();
        await _relaying;
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        HttpRequest asked = context.Request;
        _sent.Enqueue($"{asked.Path}{asked.QueryString}");
        _sent.Enqueue(TextOf(body, isPacked: asked.Headers.ContentEncoding == "gzip"));

        using var request = new HttpRequestMessage(new HttpMethod(asked.Method), new Uri(_backend, $"{asked.Path}{asked.QueryString}"))
        {
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in asked.Headers.Where(static h => h.Key != "Host"))
        {
            _ = request.Headers.TryAddWithoutValidation(name, (string?[])value!)
                || request.Content.Headers.TryAddWithoutValidation(name, (string?[])value!);
        }

        using HttpResponseMessage answer = await _http.SendAsync(request);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body);
    }

    private static string TextOf(MemoryStream body, bool isPacked)
    {
        body.Position = 0;
        using Stream text = isPacked ? new GZipStream(body, CompressionMode.Decompress, leaveOpen: true) : new MemoryStream(body.ToArray());
        using var reader = new StreamReader(text, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private async Task RelayAsync()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult datagram = await _udp.ReceiveAsync();
                _sent.Enqueue(Encoding.UTF8.GetString(datagram.Buffer));
                await _udp.SendAsync(datagram.Buffer, _daemon);
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }
}
