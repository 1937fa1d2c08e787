using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Obs.Delivery;

namespace Obs.Tracing.Tests.Sending;

public sealed class UdpSegmentSenderTests : IAsyncDisposable
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _deadline = new(Ceiling);
    private readonly DeliveryAccounts _accounts = new();
    private readonly Socket _daemon = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly int _port;
    private readonly UdpSegmentSender _sender;
    private readonly DeliveryQueue _queue;

    public UdpSegmentSenderTests()
    {
        _daemon.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _port = ((IPEndPoint)_daemon.LocalEndPoint!).Port;
        _sender = new UdpSegmentSender(new DaemonAddress("localhost", _port));
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
        _daemon.Dispose();
        for (int i = 0; i < 20; i++)
        {
            _queue.TryEnqueue(Encoding.UTF8.GetBytes($"document {i}"));
        }

        _queue.GetAccount().Delivered.Should().Be(0);
        using var restarted = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
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
