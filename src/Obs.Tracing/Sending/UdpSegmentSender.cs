using System.Net;
using System.Net.Sockets;
using Obs.Delivery;

namespace Obs.Tracing;

/// <summary>Sends documents to the X-Ray daemon, one in each datagram.</summary>
/// <remarks>
/// The socket is connected, because only then does the system report that nobody listens. To a daemon on the same machine a batch goes as
/// one train of datagrams where the kernel can cut it apart (docs/decisions/0031-cpu-per-request.md).
/// Thread safety: used by the one thread of its queue.
/// </remarks>
internal sealed class UdpSegmentSender(DaemonAddress address, TimeProvider time) : IBatchSender, IDisposable
{
    // A train is there at once and has to fit into the receiver's buffer. Before the next one the receiver has twice the time that it would
    // have had if the datagrams had been sent one by one; what comes sooner is sent so.
    private static readonly TimeSpan PerDatagram = TimeSpan.FromMicroseconds(8);

    private readonly DatagramTrain _train = new();
    private CuttingSocket? _socket;
    private bool _isLocal;
    private TimeSpan _pause;
    private long _lastTrain;

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken) =>
        _socket is null ? ConnectAndSendAsync(batch, cancellationToken) : ValueTask.FromResult(Send(batch));

    public void Dispose() => _socket?.Dispose();

    private async ValueTask<SendResult> ConnectAndSendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] found = await Dns.GetHostAddressesAsync(address.Host, cancellationToken).ConfigureAwait(false);
            var socket = new Socket(found[0].AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(found[0], address.Port, cancellationToken).ConfigureAwait(false);
            _isLocal = IPAddress.IsLoopback(found[0]);
            _socket = new CuttingSocket(socket, canCut: _isLocal && OperatingSystem.IsLinux());
        }
        catch (SocketException exception)
        {
            TracingEventSource.Log.DaemonUnreachable(address.ToString(), exception.Message);
            return SendResult.Retry("unresolved");
        }

        return Send(batch);
    }

    private SendResult Send(DeliveryBatch batch)
    {
        List<RecordFailure>? failures = null;
        bool inTrains = TryBeginTrains();
        int sent = -1;
        int count = 1;
        for (int i = 0; i < batch.Count; i += count)
        {
            count = 1;
            if (batch[i].Length > DatagramTrain.MaxDocument)
            {
                (failures ??= []).Add(RecordFailure.Drop(i, LossReasons.TooLarge));
            }
            else if (TrySend(batch, i, inTrains, ref count))
            {
                sent = i;
            }
            else
            {
                // On loopback it is what was sent before that was refused, and this was not sent.
                return RetryFrom(_isLocal && sent >= 0 ? sent : i, batch.Count, failures);
            }
        }

        return sent >= 0 && IsRefused() ? RetryFrom(sent, batch.Count, failures)
            : failures is null ? SendResult.Delivered
            : SendResult.Partial(failures);
    }

    private bool TryBeginTrains()
    {
        if (!_socket!.CanCut || time.GetElapsedTime(_lastTrain) < _pause)
        {
            return false;
        }

        _pause = TimeSpan.Zero;
        return true;
    }

    private bool TrySend(DeliveryBatch batch, int start, bool inTrains, ref int count)
    {
        try
        {
            if (inTrains && _socket!.CanCut && _train.Fit(batch, start, out int length) is int several and > 1)
            {
                count = several;
                if (_socket.TrySend(_train.Compose(batch, start, count, length), length))
                {
                    _lastTrain = time.GetTimestamp();
                    _pause += count * PerDatagram;
                    return true;
                }

                _train.TakeBack(count);
                count = 1;
            }

            _socket!.Send(_train.Compose(batch[start].Span));
            return true;
        }
        catch (SocketException exception)
        {
            _train.TakeBack(count); // They never left.
            Report(exception);
            return false;
        }
    }

    // On loopback a refusal is there as soon as the call returns: it fails the next datagram, and the last of a batch has none.
    private bool IsRefused()
    {
        if (!_isLocal || !_socket!.IsRefused())
        {
            return false;
        }

        Report(new SocketException((int)SocketError.ConnectionRefused));
        return true;
    }

    // A new socket, and a new look at the name, for the next attempt: the daemon may have come back elsewhere.
    private void Report(SocketException exception)
    {
        TracingEventSource.Log.DaemonUnreachable(address.ToString(), exception.Message);
        _socket!.Dispose();
        _socket = null;
    }

    private static SendResult RetryFrom(int index, int count, List<RecordFailure>? failures)
    {
        const string Refused = "refused";
        if (index == 0)
        {
            return SendResult.Retry(Refused);
        }

        failures ??= [];
        failures.RemoveAll(failure => failure.Index >= index); // What is too large will be so again.
        for (int i = index; i < count; i++)
        {
            failures.Add(RecordFailure.Retry(i, Refused));
        }

        return SendResult.Partial(failures);
    }
}
