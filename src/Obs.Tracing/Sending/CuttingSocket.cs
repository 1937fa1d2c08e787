using System.Net.Sockets;

namespace Obs.Tracing;

/// <summary>A connected socket for datagrams whose kernel may cut a stretch of bytes into several of them: one way through its layers
/// instead of one for each.</summary>
/// <remarks>See <see href="https://man7.org/linux/man-pages/man7/udp.7.html"/>, <c>UDP_SEGMENT</c>. Not thread-safe.</remarks>
internal sealed class CuttingSocket(Socket socket, bool canCut) : IDisposable
{
    private const int UdpLevel = 17;
    private const int SegmentOption = 103;

    private int _length;

    /// <summary>Whether the kernel cuts; it says so when it is first asked.</summary>
    public bool CanCut { get; private set; } = canCut;

    /// <summary>Sends one datagram.</summary>
    /// <exception cref="SocketException">It did not leave.</exception>
    public void Send(ReadOnlySpan<byte> datagram)
    {
        if (_length > 0 && datagram.Length > _length)
        {
            CutAt(0);
        }

        socket.Send(datagram);
    }

    /// <summary>Sends several datagrams, all but the last of one length.</summary>
    /// <returns>False when this kernel or this way does not cut; then nothing was sent.</returns>
    /// <exception cref="SocketException">They did not leave.</exception>
    public bool TrySend(ReadOnlySpan<byte> datagrams, int length)
    {
        try
        {
            CutAt(length);
            socket.Send(datagrams);
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is not SocketError.ConnectionRefused)
        {
            CanCut = false;
            CutAt(0);
            return false;
        }
    }

    /// <summary>Whether the receiver's machine has said that nobody listens, since the last datagram.</summary>
    public bool IsRefused() => socket.Poll(0, SelectMode.SelectError);

    public void Dispose() => socket.Dispose();

    private void CutAt(int length)
    {
        if (length != _length)
        {
            Span<byte> value = stackalloc byte[sizeof(int)];
            BitConverter.TryWriteBytes(value, length);
            socket.SetRawSocketOption(UdpLevel, SegmentOption, value);
            _length = length;
        }
    }
}
