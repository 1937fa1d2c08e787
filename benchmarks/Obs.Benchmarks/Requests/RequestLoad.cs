using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Obs.Benchmarks.Requests;

/// <summary>Keeps a server busy as <c>wrk -t1 -c16</c> does: one thread, several connections, on each of them the next request as soon as
/// the answer is there.</summary>
internal sealed class RequestLoad : IDisposable
{
    private const int Connections = 16;

    private static readonly byte[] Hello = Encoding.ASCII.GetBytes("GET /hello HTTP/1.1\r\nHost: hello\r\n\r\n");

    private readonly Socket[] _sockets;
    private readonly List<Socket> _ready = new(Connections);
    private readonly byte[] _answer = new byte[4_096];

    public RequestLoad(IPEndPoint server) => _sockets = [.. Enumerable.Range(0, Connections).Select(_ => Connect(server))];

    /// <summary>Sends so many requests and returns when every one of them is answered.</summary>
    public void Send(int requests)
    {
        int begun = Math.Min(requests, Connections);
        int answered = 0;
        foreach (Socket socket in _sockets.AsSpan(0, begun))
        {
            socket.Send(Hello);
        }

        while (answered < requests)
        {
            _ready.Clear();
            _ready.AddRange(_sockets);
            Socket.Select(_ready, null, null, Timeout.Infinite);
            foreach (Socket socket in _ready)
            {
                ReceiveAnswer(socket);
                answered++;
                if (begun < requests)
                {
                    socket.Send(Hello);
                    begun++;
                }
            }
        }
    }

    public void Dispose() => Array.ForEach(_sockets, static socket => socket.Dispose());

    private static Socket Connect(IPEndPoint server)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(server);
        return socket;
    }

    // One packet, as a rule: to wait for the rest of it costs the server nothing.
    private void ReceiveAnswer(Socket socket)
    {
        int received = 0;
        do
        {
            int more = socket.Receive(_answer.AsSpan(received));
            received += more > 0 ? more : throw new InvalidOperationException("The server has closed a connection.");
        }
        while (!_answer.AsSpan(0, received).EndsWith("hello\r\n0\r\n\r\n"u8) && !_answer.AsSpan(0, received).EndsWith("hello"u8));
    }
}
