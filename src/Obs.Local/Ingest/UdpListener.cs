using System.Net;
using System.Net.Sockets;
using Obs.Local.Store;

namespace Obs.Local.Ingest;

/// <summary>Receives segment documents on a thread of its own, which does as little as it can so that the kernel's buffer stays
/// empty.</summary>
internal sealed class UdpListener : IDisposable
{
    private const int MaxDatagram = 65_536;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly IngestAccounts _accounts;
    private readonly StoreWriter _writer;
    private readonly FlushMarkers _markers = new();
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public UdpListener(int port, IngestAccounts accounts, StoreWriter writer)
    {
        _accounts = accounts;
        _writer = writer;
        _thread = new Thread(Run) { IsBackground = true, Name = "Obs.Local udp" };
        try
        {
            ReceiveBuffer.Enlarge(_socket);
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        }
        catch (SocketException exception)
        {
            _socket.Dispose();
            throw new InvalidOperationException(
                $"UDP port {port} on 127.0.0.1 cannot be opened ({exception.SocketErrorCode}); is an X-Ray daemon or another backend running? Choose another with UdpPort (--udp-port).",
                exception);
        }

        Address = (IPEndPoint)_socket.LocalEndPoint!;
        _thread.UnsafeStart();
    }

    public IPEndPoint Address { get; }

    /// <summary>Completes when every datagram that reached the port before the call has been handed to the writer.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => _markers.PassAsync(Address, cancellationToken);

    public void Dispose()
    {
        _stopping = true;
        _socket.Dispose();
        _thread.Join();
    }

    private void Run()
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(MaxDatagram, pinned: true);
        var peer = new SocketAddress(AddressFamily.InterNetwork);
        while (!_stopping)
        {
            try
            {
                int length = _socket.ReceiveFrom(buffer, SocketFlags.None, peer);
                Receive(buffer.AsSpan(0, length));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                // A send of ours that was refused can surface here on some systems; only our own stop ends the loop.
                if (!_stopping)
                {
                    LocalEventSource.Log.ReceiveFailed(exception.Message);
                }
            }
        }
    }

    private void Receive(ReadOnlySpan<byte> datagram)
    {
        if (_markers.Take(datagram))
        {
            return;
        }

        _accounts.DatagramReceived();
        int end = datagram.IndexOf(DatagramHeader.Separator);
        if (end < 0)
        {
            _accounts.Reject(_accounts.Traces, "no newline", $"{datagram.Length} bytes without a line break", null, 1);
            return;
        }

        if (!DatagramHeader.TryParse(datagram[..end], out DatagramHeader header, out string detail))
        {
            _accounts.Reject(_accounts.Traces, "bad header", detail, null, 1);
            return;
        }

        if (header.Stream is { } stream)
        {
            _accounts.Streams.Received(stream, header.Number);
        }

        _writer.Enqueue(new DatagramWork(datagram[(end + 1)..], _accounts));
    }
}
