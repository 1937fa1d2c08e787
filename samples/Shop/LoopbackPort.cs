using System.Net;
using System.Net.Sockets;

namespace Shop;

internal static class LoopbackPort
{
    /// <summary>The port that was asked for or, when none was, the usual one; 0, a free one, when the usual one is taken.</summary>
    /// <exception cref="InvalidOperationException">The port that was asked for is taken.</exception>
    public static int Choose(string option, int? asked, int usual)
    {
        if (asked is int port)
        {
            return port == 0 || IsFree(port)
                ? port
                : throw new InvalidOperationException($"{option} {port} is taken; {option} 0 takes a free port.");
        }

        return IsFree(usual) ? usual : 0;
    }

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
