using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Obs.Aws.Tests.Chaos;

/// <summary>An endpoint behind TLS that shows one certificate, or none and stalls. Keeps the first byte of each connection and what was
/// decrypted.</summary>
internal sealed class TlsEndpoint : IAsyncDisposable
{
    /// <summary>How a TLS record begins that belongs to a handshake.</summary>
    public const byte Handshake = 0x16;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _running;
    private long _decrypted;

    public TlsEndpoint(X509Certificate2? certificate)
    {
        _certificate = certificate;
        _listener.Start();
        _running = RunAsync();
    }

    public ConcurrentQueue<byte> FirstBytes { get; } = new();

    /// <summary>Bytes of requests that a client was willing to send here.</summary>
    public long Decrypted => Volatile.Read(ref _decrypted);

    public string Url => $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

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
                byte[] first = new byte[1];
                if (await socket.ReceiveAsync(first, SocketFlags.Peek, _stopping.Token) == 1)
                {
                    FirstBytes.Enqueue(first[0]);
                    await (_certificate is null ? StallAsync() : AnswerAsync(socket, _certificate));
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException
                or System.Security.Authentication.AuthenticationException)
            {
                // The client has refused what it was shown, or the test is over.
            }
        }
    }

    private Task StallAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _stopping.Token);

    private async Task AnswerAsync(Socket socket, X509Certificate2 certificate)
    {
        await using var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, _stopping.Token);
        byte[] buffer = new byte[16 * 1024];
        int count;
        while ((count = await tls.ReadAsync(buffer, _stopping.Token)) > 0)
        {
            Interlocked.Add(ref _decrypted, count);
            if (buffer.AsSpan(0, count).EndsWith("]}"u8))
            {
                await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray(), _stopping.Token);
            }
        }
    }
}
