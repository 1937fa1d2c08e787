using System.Net;
using System.Net.Sockets;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Chaos;

/// <summary>Takes connections on a free port of this machine and hands each to whoever derives from it, until the test is over.</summary>
internal abstract class LoopbackEndpoint : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    protected LoopbackEndpoint(int backlog) => _listener.Start(backlog);

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends with the test.</summary>
    protected CancellationToken Stopping => _stopping.Token;

    /// <summary>Begins to take connections.</summary>
    public void Serve() => _running = RunAsync();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(Patience.Limit);
        _listener.Dispose(); // Not before: a loop between two connections would ask a listener that no longer listens.
        _stopping.Dispose();
    }

    /// <summary>Sees one connection through. Whatever a socket throws means that the client, or the test, has hung up.</summary>
    protected abstract Task ServeAsync(Socket socket);

    private static bool IsHangUp(Exception exception) => exception is OperationCanceledException or SocketException or IOException
        or System.Security.Authentication.AuthenticationException;

    private async Task RunAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ServeAndCloseAsync(await _listener.AcceptSocketAsync(Stopping)));
            }
        }
        catch (Exception exception) when (IsHangUp(exception))
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAndCloseAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await ServeAsync(socket);
            }
            catch (Exception exception) when (IsHangUp(exception))
            {
                // What was wanted of the connection has been kept.
            }
        }
    }
}
