using System.Buffers;
using System.Text;
using Obs.Aws.Metrics;
using Obs.Delivery;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Metrics;

/// <summary>The sender behind the real queue.</summary>
public sealed class MetricDataSenderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly RecordingMetricDataClient _cloudWatch = new();
    private readonly ManualTimeProvider _time = new(Noon);

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
    public async Task F04_a_poison_datum_is_searched_out_and_it_alone_is_dropped(string poisoned)
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

    [Theory]
    [InlineData(-14 * 86_400L, null)]
    [InlineData((-14 * 86_400L) - 1, "too_old")]
    [InlineData(2 * 3_600L, null)]
    [InlineData((2 * 3_600L) + 1, "too_new")]
    public async Task F48_what_CloudWatch_takes_no_longer_or_not_yet_is_dropped_to_the_second_and_not_sent(
        long secondsFromNow, string? reason)
    {
        DeliveryAccount account = await SendAsync(("A", "a", 0), ("A", "b", secondsFromNow), ("B", "c", 0));

        account.Delivered.Should().Be(reason is null ? 3 : 2);
        account.Dropped.Should().Equal(reason is null ? [] : new Dictionary<string, long> { [reason] = 1 });
        _cloudWatch.Requests.Should().Equal(reason is null ? "A: a b" : "A: a", "B: c");
    }

    [Fact]
    public async Task F48_a_datum_that_grows_too_old_while_CloudWatch_is_away_is_not_tried_for_ever()
    {
        _cloudWatch.Refuse = _ =>
        {
            _time.Advance(TimeSpan.FromDays(5));
            return RecordingMetricDataClient.Refusal(503, "ServiceUnavailable");
        };

        DeliveryAccount account = await SendAsync(("A", "a", 0), ("A", "b", 0));

        account.Dropped.Should().Equal(new Dictionary<string, long> { ["too_old"] = 2 });
        _cloudWatch.Requests.Should().HaveCount(3, "five days pass with each");
    }

    [Fact]
    public async Task F48_what_is_too_old_does_not_share_the_reason_of_what_is_refused()
    {
        _cloudWatch.Refuse = static _ => RecordingMetricDataClient.Refusal(400, "InvalidParameterValue");

        DeliveryAccount account = await SendAsync(("A", "a", -15 * 86_400L), ("A", "poison", 0), ("A", "c", -15 * 86_400L));

        account.Dropped.Should().Equal(new Dictionary<string, long> { ["too_old"] = 2, ["invalid"] = 1 });
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
    public async Task F06_an_acceptance_that_the_client_could_not_read_is_an_acceptance()
    {
        _cloudWatch.Refuse = static _ => RecordingMetricDataClient.Refusal(200, "Unreadable");

        DeliveryAccount account = await SendAsync(("A", "a1"));

        (account.Delivered, _cloudWatch.Requests.Count).Should().Be((1, 1));
    }

    private Task<DeliveryAccount> SendAsync(params (string Namespace, string MetricName)[] records) =>
        SendAsync([.. records.Select(static record => (record.Namespace, record.MetricName, 0L))]);

    private async Task<DeliveryAccount> SendAsync(params (string Namespace, string MetricName, long SecondsFromNow)[] records)
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
            "metrics", new MetricDataSender(_cloudWatch, _time), options, TimeProvider.System, accounts);
        foreach ((string space, string name, long seconds) in records)
        {
            var record = new ArrayBufferWriter<byte>();
            MetricRecord.WriteHead(record, space);
            record.Write(Encoding.UTF8.GetBytes($$"""{"MetricName":"{{name}}","Timestamp":{{Noon.ToUnixTimeSeconds() + seconds}}}"""));
            queue.TryEnqueue(record.WrittenSpan).Should().BeTrue();
        }

        await queue.FlushAsync(CancellationToken.None).WaitAsync(Patience.Limit);
        return queue.GetAccount();
    }
}
