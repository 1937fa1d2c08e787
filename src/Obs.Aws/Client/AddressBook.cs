using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Obs.Aws.Client;

/// <summary>Opens connections to names, and remembers where each name led: a resolver that is slow or gone does not cut off what is
/// there.</summary>
/// <remarks>At most one lookup a name is under way, however many connections wait: one that hangs holds one thread. Thread safety: any
/// thread.</remarks>
internal sealed class AddressBook(Func<string, Task<IPAddress[]>> lookup, TimeProvider time)
{
    /// <summary>How long a name whose addresses are known is asked for again before those are taken.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, IPAddress[]> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, Lazy<Task<IPAddress[]>>> _underWay = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The one of this process, which asks the system.</summary>
    public static AddressBook OfSystem { get; } = new(static name => Dns.GetHostAddressesAsync(name), TimeProvider.System);

    /// <summary>For <see cref="System.Net.Http.SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint endpoint, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await FindAsync(endpoint.Host, cancellationToken).ConfigureAwait(false);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endpoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What the resolver says, or what it last said where it fails or takes too long.</summary>
    /// <exception cref="SocketException">Nobody knows the name.</exception>
    public async Task<IPAddress[]> FindAsync(string name, CancellationToken cancellationToken)
    {
        Task<IPAddress[]> found = _underWay.GetOrAdd(name, key => new Lazy<Task<IPAddress[]>>(() => Begin(key))).Value;
        if (!_known.TryGetValue(name, out IPAddress[]? known))
        {
            return await found.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await found.WaitAsync(Patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or SocketException)
        {
            return known;
        }
    }

    private Task<IPAddress[]> Begin(string name)
    {
        Task<IPAddress[]> lookingUp = LookUpAsync(name);

        // One that fails after nobody waits for it any longer is no news for the application, whose handler of unobserved failures would
        // hear it.
        _ = lookingUp.ContinueWith(
            static failed => failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return lookingUp;
    }

    private async Task<IPAddress[]> LookUpAsync(string name)
    {
        try
        {
            IPAddress[] addresses = await lookup(name).ConfigureAwait(false);
            _known[name] = addresses;
            return addresses;
        }
        finally
        {
            _underWay.TryRemove(name, out _);
        }
    }
}
