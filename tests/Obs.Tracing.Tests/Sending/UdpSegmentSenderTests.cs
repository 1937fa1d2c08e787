using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Obs.Delivery;
using Obs.TestSupport;

namespace Obs.Tracing.Tests.Sending;

public sealed class UdpSegmentSenderTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _deadline = new(Patience.Limit);
    private readonly DeliveryAccounts _accounts = new();
    private readonly Socket _daemon = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly int _port;
    private readonly UdpSegmentSender _sender;
    private readonly DeliveryQueue _queue;

    public UdpSegmentSenderTests()
    {
        _daemon.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _daemon.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _port = ((IPEndPoint)_daemon.LocalEndPoint!).Port;
        _sender = new UdpSegmentSender(new DaemonAddress("localhost", _port), TimeProvider.System);
        var options = new DeliveryOptions
        {
            MaxBatchDelay = TimeSpan.Zero,
            RetryBaseDelay = TimeSpan.FromMilliseconds(10),
            RetryMaxDelay = TimeSpan.FromMilliseconds(10),
        };
        _queue = new DeliveryQueue("traces", _sender, options, TimeProvider.System, _accounts);
    }

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        _sender.Dispose();
        _daemon.Dispose();
        _accounts.Dispose();
        _deadline.Dispose();
    }

    [Fact]
    public async Task A_datagram_is_a_header_line_and_one_document_and_says_which_one_it_is()
    {
        for (int i = 1; i <= 3; i++)
        {
            _queue.TryEnqueue(Encoding.UTF8.GetBytes($$"""{"document":{{i}}}"""));
        }

        string[][] received = [await ReceiveAsync(_daemon), await ReceiveAsync(_daemon), await ReceiveAsync(_daemon)];

        received.Select(static lines => lines[1]).Should().Equal("""{"document":1}""", """{"document":2}""", """{"document":3}""");
        JsonNode[] headers = [.. received.Select(static lines => JsonNode.Parse(lines[0])!)];
        headers.Should().OnlyContain(static header => header["format"]!.ToString() == "json" && header["version"]!.GetValue<int>() == 1);
        headers.Select(static header => header["n"]!.GetValue<int>()).Should().Equal(1, 2, 3);
        headers.Select(static header => header["s"]!.ToString()).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_full_batch_is_a_datagram_for_each_document_whatever_their_lengths_and_in_order()
    {
        const int Count = 50;
        using var sender = new UdpSegmentSender(new DaemonAddress("127.0.0.1", _port), TimeProvider.System);
        var whenFull = new DeliveryOptions { MaxBatchCount = Count, MaxBatchDelay = TimeSpan.FromHours(1) };
        await using var queue = new DeliveryQueue("traces", sender, whenFull, TimeProvider.System, _accounts);
        string[] documents =
        [
            .. Enumerable.Range(0, Count)
                .Select(static i => new string((char)('a' + (i % 26)), i % 10 == 9 ? 2_000 : 100 + (37 * (i % 7)))),
        ];

        foreach (string document in documents)
        {
            queue.TryEnqueue(Encoding.ASCII.GetBytes(document));
        }

        List<string[]> received = [];
        while (received.Count < Count)
        {
            received.Add(await ReceiveAsync(_daemon));
        }

        received.Select(static lines => lines[1]).Should().Equal(documents);
        received.Select(static lines => JsonNode.Parse(lines[0])!["n"]!.GetValue<int>()).Should().Equal(Enumerable.Range(1, Count));
        await queue.FlushAsync(_deadline.Token);
        queue.GetAccount().Delivered.Should().Be(Count);
    }

    [Fact]
    public async Task Where_the_kernel_does_not_cut_it_is_asked_once_and_nothing_has_left()
    {
        const int MoreThanAnyKernelTakes = 70_000;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(_daemon.LocalEndPoint!);
        using var cutting = new CuttingSocket(socket, canCut: true);

        cutting.TrySend(Encoding.ASCII.GetBytes("one\ntwo\n"), MoreThanAnyKernelTakes).Should().BeFalse();

        cutting.CanCut.Should().BeFalse();
        cutting.Send(Encoding.ASCII.GetBytes("alone\n"));
        (await ReceiveAsync(_daemon))[0].Should().Be("alone");
    }

    [Fact]
    public async Task The_largest_document_arrives_and_one_beyond_a_datagram_is_dropped_and_counted()
    {
        _queue.TryEnqueue(new byte[64_000]);
        _queue.TryEnqueue(new byte[65_507]);

        (await ReceiveAsync(_daemon))[1].Should().HaveLength(64_000);
        await _queue.FlushAsync(_deadline.Token);
        _queue.GetAccount().Delivered.Should().Be(1);
        _queue.GetAccount().Dropped.Should().Equal(new Dictionary<string, long> { ["too_large"] = 1 });
    }

    [Fact]
    public async Task What_is_sent_while_nobody_listens_arrives_when_somebody_does()
    {
        // A socket that is connected hears nobody else, and keeps the port from other processes meanwhile.
        await _daemon.ConnectAsync(IPAddress.Loopback, 1);
        for (int i = 0; i < 20; i++)
        {
            _queue.TryEnqueue(Encoding.UTF8.GetBytes($"document {i}"));
        }

        _queue.GetAccount().Delivered.Should().Be(0);
        using var restarted = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        restarted.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        restarted.Bind(new IPEndPoint(IPAddress.Loopback, _port));

        var received = new HashSet<string>();
        while (received.Count < 20)
        {
            received.Add((await ReceiveAsync(restarted))[1]);
        }

        await _queue.FlushAsync(_deadline.Token);
        DeliveryAccount account = _queue.GetAccount();
        account.Delivered.Should().Be(20);
        account.Buffered.Should().Be(0);
    }

    private async Task<string[]> ReceiveAsync(Socket socket)
    {
        byte[] buffer = new byte[65_535];
        int length = await socket.ReceiveAsync(buffer, _deadline.Token);
        return Encoding.UTF8.GetString(buffer, 0, length).Split('\n');
    }
}
