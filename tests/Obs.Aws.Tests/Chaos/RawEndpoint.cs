using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace Obs.Aws.Tests.Chaos;

/// <summary>An HTTP endpoint on a bare socket, which can do what no web server does: hang up after a request, or in the middle of a
/// reply.</summary>
/// <remarks>Every request whose body arrived whole is kept, answered or not, so that a test can compare what was received with what was
/// sent.</remarks>
internal sealed class RawEndpoint : LoopbackEndpoint
{
    private readonly ConcurrentQueue<Misdeed> _script;
    private int _inFlight;
    private int _mostInFlight;

    public RawEndpoint(params Misdeed[] script)
        : this(script, backlog: 128) => Serve();

    private RawEndpoint(IEnumerable<Misdeed> script, int backlog)
        : base(backlog) => _script = new ConcurrentQueue<Misdeed>(script);

    /// <summary>The bodies of all requests, in order, with what was done instead of answering.</summary>
    public ConcurrentQueue<(string Body, Misdeed Misdeed)> Received { get; } = new();

    /// <summary>The most requests that were under way at once.</summary>
    public int MostInFlight => Volatile.Read(ref _mostInFlight);

    public string Url => $"http://127.0.0.1:{Port}";

    /// <summary>An endpoint that takes no connection until it is told to serve, with room for next to none to wait.</summary>
    public static RawEndpoint Unserved() => new([], backlog: 0);

    protected override async Task ServeAsync(Socket socket)
    {
        while (await ReadBodyAsync(socket) is { } body)
        {
            Misdeed misdeed = _script.TryDequeue(out Misdeed next) ? next : Misdeed.None;
            Received.Enqueue((body, misdeed));
            KeepMost(Interlocked.Increment(ref _inFlight));
            bool isOpen = await AnswerAsync(socket, misdeed);
            Interlocked.Decrement(ref _inFlight);
            if (!isOpen)
            {
                return;
            }
        }
    }

    private void KeepMost(int inFlight)
    {
        int seen = MostInFlight;
        while (seen < inFlight && Interlocked.CompareExchange(ref _mostInFlight, inFlight, seen) is int other && other != seen)
        {
            seen = other;
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
                    while (!hungUp.IsCompleted && await tick.WaitForNextTickAsync(Stopping))
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
            await socket.ReceiveAsync(new byte[1], Stopping);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Which is what was waited for.
        }
    }

    private async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text), Stopping);

    private async Task<string?> ReadBodyAsync(Socket socket)
    {
        var received = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        while (true)
        {
            int count = await socket.ReceiveAsync(buffer, Stopping);
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
