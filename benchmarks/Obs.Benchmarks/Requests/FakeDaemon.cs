using System.Net;
using System.Net.Sockets;

namespace Obs.Benchmarks.Requests;

/// <summary>Takes every datagram, as the X-Ray daemon does, and counts them.</summary>
internal sealed class FakeDaemon : IDisposable
{
    private const int BufferBytes = 8 * 1024 * 1024;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
    {
        ReceiveBufferSize = BufferBytes,
    };
    private long _received;

    public FakeDaemon()
    {
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        new Thread(Receive) { IsBackground = true, Name = "daemon" }.Start();
    }

    public string Address => _socket.LocalEndPoint!.ToString()!;

    public long Received => Interlocked.Read(ref _received);

    public void Dispose() => _socket.Dispose();

    private void Receive()
    {
        byte[] datagram = new byte[65_536];
        try
        {
            while (true)
            {
                _socket.Receive(datagram);
                Interlocked.Increment(ref _received);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }
}
