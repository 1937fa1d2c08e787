using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Obs.Local.Ingest;

/// <summary>Datagrams the server sends to itself: when one comes in, everything that stood in the socket's queue before it has been
/// received.</summary>
/// <remarks>Thread safety: every member may be called from any thread. The secret keeps others from sending one.</remarks>
internal sealed class FlushMarkers
{
    private const int SecretLength = 16;
    private const int Length = SecretLength + sizeof(long);

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(SecretLength);
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _waiting = new();
    private long _last;

    /// <summary>True when the datagram was one of ours.</summary>
    public bool Take(ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length != Length || !datagram.StartsWith(_secret))
        {
            return false;
        }

        if (_waiting.TryRemove(BinaryPrimitives.ReadInt64LittleEndian(datagram[SecretLength..]), out TaskCompletionSource? waiting))
        {
            waiting.TrySetResult();
        }

        return true;
    }

    public async Task PassAsync(EndPoint address, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = new List<long>();
        try
        {
            while (!arrived.Task.IsCompleted)
            {
                long number = Interlocked.Increment(ref _last);
                sent.Add(number);
                _waiting[number] = arrived;
                await socket.SendToAsync(Marker(number), address, cancellationToken).ConfigureAwait(false);

                // The kernel drops a marker when the queue is full, and a busy machine is late with it:
                // one more, and the first to arrive will do.
                await arrived.Task.WaitAsync(Patience, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            foreach (long number in sent)
            {
                _waiting.TryRemove(number, out _);
            }
        }
    }

    private byte[] Marker(long number)
    {
        byte[] marker = new byte[Length];
        _secret.CopyTo(marker, 0);
        BinaryPrimitives.WriteInt64LittleEndian(marker.AsSpan(SecretLength), number);
        return marker;
    }
}
