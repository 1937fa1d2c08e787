using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Chaos;

/// <summary>An endpoint behind TLS that shows one certificate, or none and stalls. Keeps the first byte of each connection and what was
/// decrypted.</summary>
internal sealed class TlsEndpoint : LoopbackEndpoint
{
    /// <summary>How a TLS record begins that belongs to a handshake.</summary>
    public const byte Handshake = 0x16;

    private readonly X509Certificate2? _certificate;
    private readonly SemaphoreSlim _begun = new(0);
    private long _decrypted;

    public TlsEndpoint(X509Certificate2? certificate)
        : base(backlog: 128)
    {
        _certificate = certificate;
        Serve();
    }

    public ConcurrentQueue<byte> FirstBytes { get; } = new();

    /// <summary>Bytes of requests that a client was willing to send here.</summary>
    public long Decrypted => Volatile.Read(ref _decrypted);

    public string Url => $"https://127.0.0.1:{Port}";

    /// <summary>Waits until one more connection has sent its first byte.</summary>
    public async Task WaitForHandshakeAsync() =>
        (await _begun.WaitAsync(Patience.Limit)).Should().BeTrue("a client was expected to begin a handshake");

    protected override async Task ServeAsync(Socket socket)
    {
        byte[] first = new byte[1];
        if (await socket.ReceiveAsync(first, SocketFlags.Peek, Stopping) == 1)
        {
            FirstBytes.Enqueue(first[0]);
            _begun.Release();
            await (_certificate is null ? StallAsync() : AnswerAsync(socket, _certificate));
        }
    }

    private Task StallAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Stopping);

    private async Task AnswerAsync(Socket socket, X509Certificate2 certificate)
    {
        await using var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, Stopping);
        byte[] buffer = new byte[16 * 1024];
        int count;
        while ((count = await tls.ReadAsync(buffer, Stopping)) > 0)
        {
            Interlocked.Add(ref _decrypted, count);
            if (buffer.AsSpan(0, count).EndsWith("]}"u8))
            {
                await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray(), Stopping);
            }
        }
    }
}
