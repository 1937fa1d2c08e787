using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Obs.Aws.Tests.Chaos;

/// <summary>An HTTP endpoint on a bare socket, which can do what no web server does: hang up after a request, or in the middle of a
/// reply.</summary>
/// <remarks>Every request whose body arrived whole is kept, answered or not, so that a test can compare what was received with what was
/// sent.</remarks>
internal sealed class RawEndpoint : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<Misdeed> _script;
    private Task _running = Task.CompletedTask;
    private int _inFlight;
    private int _mostInFlight;

    public RawEndpoint(params Misdeed[] script)
        : this(script, backlog: 128) => Serve();

    private RawEndpoint(IEnumerable<Misdeed> script, int backlog)
    {
        _script = new ConcurrentQueue<Misdeed>(script);
        _listener.Start(backlog);
    }

    /// <summary>The bodies of all requests, in order, with what was done instead of answering.</summary>
    public ConcurrentQueue<(string Body, Misdeed Misdeed)> Received { get; } = new();

    /// <summary>The most requests that were under way at once.</summary>
    public int MostInFlight => Volatile.Read(ref _mostInFlight);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>An endpoint that takes no connection until <see cref="Serve"/>, with room for next to none to wait.</summary>
    public static RawEndpoint Unserved() => new([], backlog: 0);

    /// <summary>Begins to take connections.</summary>
    public void Serve() => _running = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _running.WaitAsync(TimeSpan.FromSeconds(10));
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stopping.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                while (await ReadBodyAsync(socket) is { } body)
                {
                    Misdeed misdeed = _script.TryDequeue(out Misdeed next) ? next : Misdeed.None;
                    Received.Enqueue((body, misdeed));
                    _mostInFlight = Math.Max(_mostInFlight, Interlocked.Increment(ref _inFlight));
                    bool isOpen = await AnswerAsync(socket, misdeed);
                    Interlocked.Decrement(ref _inFlight);
                    if (!isOpen)
                    {
                        return;
                    }
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // The client, or the test, has hung up.
            }
        }
    }

    // True if the connection stays open.
    private async Task<bool> AnswerAsync(Socket socket, Misdeed misdeed)
    {
        switch (misdeed)
        {
            case Misdeed.HangUp:
                socket.Shutdown(SocketShutdown.Both);
                return false;
            case Misdeed.Reset:
                await SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"half");
                socket.LingerState = new LingerOption(true, 0);
                return false;
            case Misdeed.Garbage:
                await SendAsync(socket, "SSH-2.0-OpenSSH_9.6\r\n\r\n");
                return false;
            case Misdeed.Silence:
                await WaitForHangUpAsync(socket);
                return false;
            case Misdeed.Trickle:
                await SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
                using (var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50)))
                {
                    Task hungUp = WaitForHangUpAsync(socket);
                    while (!hungUp.IsCompleted && await tick.WaitForNextTickAsync(_stopping.Token))
                    {
                        await SendAsync(socket, " ");
                    }
                }

                return false;
            default:
                await SendAsync(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}");
                return true;
        }
    }

    private async Task WaitForHangUpAsync(Socket socket)
    {
        try
        {
            await socket.ReceiveAsync(new byte[1], _stopping.Token);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Which is what was waited for.
        }
    }

    private async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text), _stopping.Token);

    private async Task<string?> ReadBodyAsync(Socket socket)
    {
        var received = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        while (true)
        {
            int count = await socket.ReceiveAsync(buffer, _stopping.Token);
            if (count == 0)
            {
                return null;
            }

            received.Write(buffer, 0, count);
            string text = Encoding.Latin1.GetString(received.GetBuffer(), 0, (int)received.Length);
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && received.Length - end - 4 >= LengthOf(text[..end]))
            {
                return text[(end + 4)..];
            }
        }
    }

    private static int LengthOf(string head) => int.Parse(
        head.Split("\r\n").Single(static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)).Split(':')[1],
        System.Globalization.CultureInfo.InvariantCulture);
}
