using System.Buffers;
using System.Text;
using Obs.Aws.Metrics;
using Obs.Delivery;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Metrics;

/// <summary>The sender behind the real queue.</summary>
public sealed class MetricDataSenderTests
{
    private readonly RecordingMetricDataClient _cloudWatch = new();

    [Fact]
    public async Task Each_namespace_travels_in_a_request_of_its_own()
    {
        DeliveryAccount account = await SendAsync(("A", "a1"), ("B", "b1"), ("A", "a2"));

        _cloudWatch.Requests.Should().Equal("A: a1 a2", "B: b1");
        account.Delivered.Should().Be(3);
    }

    [Fact]
    public async Task What_one_namespace_delivered_is_not_sent_again_for_the_sake_of_another()
    {
        int left = 2;
        _cloudWatch.Refuse = request =>
            request.Namespace == "B" && left-- > 0 ? RecordingMetricDataClient.Refusal(400, "Throttling") : null;

        DeliveryAccount account = await SendAsync(("A", "a1"), ("B", "b1"), ("A", "a2"));

        _cloudWatch.Requests.Should().Equal("A: a1 a2", "B: b1", "B: b1", "B: b1");
        account.Delivered.Should().Be(3);
    }

    [Fact]
    public async Task A_service_that_is_down_is_asked_for_one_namespace_at_a_time()
    {
        int left = 1;
        _cloudWatch.Refuse = _ => left-- > 0 ? RecordingMetricDataClient.Refusal(503, "ServiceUnavailable") : null;

        await SendAsync(("A", "a1"), ("B", "b1"));

        _cloudWatch.Requests.Should().Equal("A: a1", "A: a1", "B: b1");
    }

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    public async Task A_poison_datum_is_searched_out_and_it_alone_is_dropped(string poisoned)
    {
        _cloudWatch.Refuse = static request =>
            request.ReadData().Any(static d => d.MetricName == "poison")
                ? RecordingMetricDataClient.Refusal(400, "InvalidParameterValue")
                : null;
        (string, string)[] records =
        [
            .. Enumerable.Range(0, 100).Select(static i => ("A", $"a{i}")),
            (poisoned, "poison"),
            .. Enumerable.Range(0, 100).Select(static i => ("B", $"b{i}")),
        ];

        DeliveryAccount account = await SendAsync(records);

        (account.Delivered, account.Dropped["invalid"]).Should().Be((200, 1));
        _cloudWatch.Accepted.Select(static a => a.Datum.MetricName).Should().OnlyHaveUniqueItems().And.HaveCount(200);
    }

    [Fact]
    public async Task A_client_that_throws_something_of_its_own_is_asked_again()
    {
        int left = 1;
        _cloudWatch.Refuse = _ => left-- > 0 ? new InvalidOperationException("somebody's bug") : null;

        DeliveryAccount account = await SendAsync(("A", "a1"));

        account.Delivered.Should().Be(1);
    }

    [Fact]
    public async Task An_acceptance_that_the_client_could_not_read_is_an_acceptance()
    {
        _cloudWatch.Refuse = static _ => RecordingMetricDataClient.Refusal(200, "Unreadable");

        DeliveryAccount account = await SendAsync(("A", "a1"));

        (account.Delivered, _cloudWatch.Requests.Count).Should().Be((1, 1));
    }

    private async Task<DeliveryAccount> SendAsync(params (string Namespace, string MetricName)[] records)
    {
        using var accounts = new DeliveryAccounts();
        var options = new DeliveryOptions
        {
            RetryBaseDelay = TimeSpan.FromMilliseconds(1),
            RetryMaxDelay = TimeSpan.FromMilliseconds(1),

            // So that all records share a batch, which Flush then cuts short.
            MaxBatchDelay = TimeSpan.FromMinutes(1),
        };
        await using var queue = new DeliveryQueue(
            "metrics", new MetricDataSender(_cloudWatch, TimeProvider.System), options, TimeProvider.System, accounts);
        foreach ((string space, string name) in records)
        {
            var record = new ArrayBufferWriter<byte>();
            MetricRecord.WriteHead(record, space);
            record.Write(Encoding.UTF8.GetBytes($$"""{"MetricName":"{{name}}"}"""));
            queue.TryEnqueue(record.WrittenSpan).Should().BeTrue();
        }

        await queue.FlushAsync(CancellationToken.None).WaitAsync(Patience.Limit);
        return queue.GetAccount();
    }
}
