using System.Net.Sockets;

namespace Obs.Local.Ingest;

/// <summary>Room in the kernel for datagrams that come while the receiver waits for its turn on a busy machine.</summary>
internal static class ReceiveBuffer
{
    private const int Bytes = 16 << 20; // The kernel counts each datagram twice and more: some six thousand segments.
    private const int SocketLevel = 1; // SOL_SOCKET and SO_RCVBUFFORCE of Linux.
    private const int ForcedSize = 33;

    /// <summary>Asks for what there should be; the kernel gives what it allows, and those who administer the network all of it.</summary>
    public static void Enlarge(Socket socket)
    {
        socket.ReceiveBufferSize = Bytes;
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            socket.SetRawSocketOption(SocketLevel, ForcedSize, BitConverter.GetBytes(Bytes));
        }
        catch (SocketException)
        {
            // Not allowed to have more than net.core.rmem_max, which it has by now.
        }
    }
}
