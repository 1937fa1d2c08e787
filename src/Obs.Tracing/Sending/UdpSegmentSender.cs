using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using Obs.Delivery;

namespace Obs.Tracing;

/// <summary>Sends documents to the X-Ray daemon, one in each datagram.</summary>
/// <remarks>
/// The first line of a datagram names format and version, which is all the daemon reads of it, and then a random stream id and a number
/// that counts up, from which a receiver that knows them can tell exactly how many datagrams were lost on the way.
/// The socket is connected, because only then does the system report that nobody listens.
/// Thread safety: used by the one thread of its queue.
/// </remarks>
internal sealed class UdpSegmentSender : IBatchSender, IDisposable
{
    /// <summary>What an IPv4 datagram can carry.</summary>
    private const int MaxDatagram = 65_507;
    private const int MaxHeader = 96;

    private readonly DaemonAddress _address;
    private readonly byte[] _datagram = new byte[MaxDatagram];
    private readonly int _prefixLength;
    private Socket? _socket;
    private bool _reportsAtOnce;
    private long _number;

    public UdpSegmentSender(DaemonAddress address)
    {
        _address = address;
        string prefix = $$"""{"format":"json","version":1,"s":"{{Random.Shared.NextInt64():x16}}","n":""";
        _prefixLength = System.Text.Encoding.ASCII.GetBytes(prefix, _datagram);
    }

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken) =>
        _socket is null ? ConnectAndSendAsync(batch, cancellationToken) : ValueTask.FromResult(Send(batch));

    public void Dispose() => _socket?.Dispose();

    private async ValueTask<SendResult> ConnectAndSendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] found = await Dns.GetHostAddressesAsync(_address.Host, cancellationToken).ConfigureAwait(false);
            var socket = new Socket(found[0].AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            await socket.ConnectAsync(found[0], _address.Port, cancellationToken).ConfigureAwait(false);
            _reportsAtOnce = IPAddress.IsLoopback(found[0]);
            _socket = socket;
        }
        catch (SocketException exception)
        {
            TracingEventSource.Log.DaemonUnreachable(_address.ToString(), exception.Message);
            return SendResult.Retry("unresolved");
        }

        return Send(batch);
    }

    private SendResult Send(DeliveryBatch batch)
    {
        List<RecordFailure>? failures = null;
        int sent = -1;
        for (int i = 0; i < batch.Count; i++)
        {
            ReadOnlySpan<byte> document = batch[i].Span;
            if (document.Length > MaxDatagram - MaxHeader)
            {
                (failures ??= []).Add(RecordFailure.Drop(i, LossReasons.TooLarge));
            }
            else if (TrySend(document))
            {
                sent = i;
            }
            else
            {
                // On loopback it is the datagram before that was refused, and this one was not sent.
                return RetryFrom(_reportsAtOnce && sent >= 0 ? sent : i, batch.Count, failures);
            }
        }

        return sent >= 0 && IsRefused() ? RetryFrom(sent, batch.Count, failures)
            : failures is null ? SendResult.Delivered
            : SendResult.Partial(failures);
    }

    private bool TrySend(ReadOnlySpan<byte> document)
    {
        try
        {
            _socket!.Send(Compose(document));
            return true;
        }
        catch (SocketException exception)
        {
            _number--; // It never left.
            Report(exception);
            return false;
        }
    }

    // On loopback a refusal is there as soon as the call returns: it fails the next datagram, and the last of a batch has none.
    private bool IsRefused()
    {
        if (!_reportsAtOnce || !_socket!.Poll(0, SelectMode.SelectError))
        {
            return false;
        }

        Report(new SocketException((int)SocketError.ConnectionRefused));
        return true;
    }

    // A new socket, and a new look at the name, for the next attempt: the daemon may have come back elsewhere.
    private void Report(SocketException exception)
    {
        TracingEventSource.Log.DaemonUnreachable(_address.ToString(), exception.Message);
        _socket!.Dispose();
        _socket = null;
    }

    private ReadOnlySpan<byte> Compose(ReadOnlySpan<byte> document)
    {
        Span<byte> rest = _datagram.AsSpan(_prefixLength);
        Utf8Formatter.TryFormat(++_number, rest, out int digits);
        rest[digits] = (byte)'}';
        rest[digits + 1] = (byte)'\n';
        document.CopyTo(rest[(digits + 2)..]);
        return _datagram.AsSpan(0, _prefixLength + digits + 2 + document.Length);
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
