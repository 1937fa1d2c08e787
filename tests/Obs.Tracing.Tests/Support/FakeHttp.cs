using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Obs.Tracing.Tests.Support;

/// <summary>A server on a loopback port that answers as told, 404 for what it was told nothing about, and keeps what it was
/// asked.</summary>
internal sealed class FakeHttp : IDisposable
{
    private HttpListener _listener = null!;
    private readonly Func<HttpListenerRequest, string?> _answer;

    public FakeHttp(Func<HttpListenerRequest, string?> answer)
    {
        _answer = answer;
        while (!TryListen())
        {
            // A listener of this kind finds no free port itself, and the one that was free may be somebody else's by now.
        }

        _ = ServeAsync();
    }

    public int Port { get; private set; }

    public string Address => $"http://127.0.0.1:{Port}";

    public ConcurrentQueue<(string Line, string[] Headers)> Requests { get; } = new();

    public void Dispose() => _listener.Close();

    private bool TryListen()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener = new HttpListener();
        _listener.Prefixes.Add(Address + "/");
        try
        {
            _listener.Start();
            return true;
        }
        catch (Exception exception) when (exception is HttpListenerException or SocketException)
        {
            return false;
        }
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                Requests.Enqueue(
                    ($"{context.Request.HttpMethod} {context.Request.RawUrl}", [.. context.Request.Headers.AllKeys.OfType<string>()]));
                string? answer = _answer(context.Request);
                context.Response.StatusCode = answer is null ? 404 : 200;
                context.Response.Close(Encoding.UTF8.GetBytes(answer ?? ""), willBlock: false);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The listener was closed: the test is over.
        }
    }
}
