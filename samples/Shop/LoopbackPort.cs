using System.Net;
using System.Net.Sockets;

namespace Shop;

internal static class LoopbackPort
{
    /// <summary>The port that was asked for, or 0, a free one, when none was asked for and the usual one is taken.</summary>
    public static int Choose(int? asked, int usual) => asked ?? (IsFree(usual) ? usual : 0);

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
