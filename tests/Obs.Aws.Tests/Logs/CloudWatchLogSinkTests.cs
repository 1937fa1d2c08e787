using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Obs.Aws.Client;
using Obs.Aws.Logs;
using Obs.Delivery;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Logs;

/// <summary>The sink behind the real queue and over a real connection.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class CloudWatchLogSinkTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    // After the last entry of any test, and before the first is too old.
    private readonly ManualTimeProvider _time = new(Noon.AddDays(3));
    private FakeAwsEndpoint _endpoint = null!;
    private FakeCloudWatchLogs _logs = null!;

    public async Task InitializeAsync()
    {
        _endpoint = await FakeAwsEndpoint.StartAsync();
        _logs = new FakeCloudWatchLogs(_endpoint);
    }

    public async Task DisposeAsync() => await _endpoint.DisposeAsync();

    [Fact]
    public async Task Group_and_stream_are_created_when_the_first_write_misses_them()
    {
        DeliveryAccount account = await SendAsync(Entry(0, "a"), Entry(1, "b"));

        _logs.Operations.Should().Equal("PutLogEvents", "CreateLogStream", "CreateLogGroup", "CreateLogStream", "PutLogEvents");
        _logs.Messages("/obs/Test/shop", "one").Should().Equal(Entry(0, "a"), Entry(1, "b"));
        account.Delivered.Should().Be(2);
    }

    [Fact]
    public async Task A_call_is_signed_json_1_1_for_the_logs_service()
    {
        await SendAsync(Entry(0, "a"));

        CapturedRequest request = _endpoint.Requests.First();
        (request.Method, request.Path).Should().Be(("POST", "/"));
        request.Headers["X-Amz-Target"].Should().Be("Logs_20140328.PutLogEvents");
        request.Headers["Content-Type"].Should().Be("application/x-amz-json-1.1");
        Client.SignatureCheck.Fields(request)["Credential"].Should().Contain("/eu-central-1/logs/");
        JsonNode.DeepEquals(request.Decoded, JsonNode.Parse($$"""
            {"logGroupName":"/obs/Test/shop","logStreamName":"one","logEvents":[
            {"timestamp":{{Noon.ToUnixTimeMilliseconds()}},"message":{{JsonValue.Create(Entry(0, "a")).ToJsonString()}}}]}
            """)).Should().BeTrue();
    }

    [Fact]
    public async Task Entries_arrive_by_rising_time_and_keep_their_order_within_a_millisecond()
    {
        await SendAsync(Entry(2, "c"), Entry(0, "a1"), Entry(1, "b"), Entry(0, "a2"));

        _logs.Messages("/obs/Test/shop", "one").Should().Equal(Entry(0, "a1"), Entry(0, "a2"), Entry(1, "b"), Entry(2, "c"));
    }

    [Fact]
    public async Task No_call_spans_more_than_a_day()
    {
        string[] entries = [.. Enumerable.Range(0, 5).Select(static i => Entry(i * 43_200_001L, $"{i}"))];

        DeliveryAccount account = await SendAsync(entries);

        _logs.Messages("/obs/Test/shop", "one").Should().Equal(entries);
        account.Delivered.Should().Be(5);
    }

    [Theory]
    [InlineData(86_400_000, 1)]
    [InlineData(86_400_001, 2)]
    public async Task A_call_spans_a_day_and_not_a_millisecond_more(long milliseconds, int calls)
    {
        await SendAsync(Entry(0, "made"));

        DeliveryAccount account = await SendAsync(Entry(0, "a"), Entry(milliseconds, "b"));

        account.Delivered.Should().Be(2);
        _logs.Operations.Reverse().TakeWhile(static o => o == "PutLogEvents").Should().HaveCount(calls + 1, "the first made the stream");
    }

    [Theory]
    [InlineData(-14 * 86_400_000L, null)]
    [InlineData((-14 * 86_400_000L) - 1, "too_old")]
    [InlineData(2 * 3_600_000L, null)]
    [InlineData((2 * 3_600_000L) + 1, "too_new")]
    public async Task F48_what_the_service_takes_no_longer_or_not_yet_is_dropped_to_the_millisecond_and_not_sent(
        long millisecondsFromNow, string? reason)
    {
        long now = (long)(_time.GetUtcNow() - Noon).TotalMilliseconds;

        DeliveryAccount account = await SendAsync(Entry(now, "a"), Entry(now + millisecondsFromNow, "b"), Entry(now, "c"));

        account.Delivered.Should().Be(reason is null ? 3 : 2);
        account.Dropped.Should().Equal(reason is null ? [] : new Dictionary<string, long> { [reason] = 1 });
        _logs.Messages("/obs/Test/shop", "one").Should().HaveCount((int)account.Delivered);
    }

    [Fact]
    public async Task F48_of_nothing_but_what_is_too_old_no_call_is_made()
    {
        DeliveryAccount account = await SendAsync(Entry(-15 * 86_400_000L, "a"), Entry(-15 * 86_400_000L, "b"));

        account.Dropped.Should().Equal(new Dictionary<string, long> { ["too_old"] = 2 });
        _logs.Operations.Should().BeEmpty();
    }

    [Fact]
    public async Task An_empty_entry_is_dropped_alone_and_without_asking()
    {
        DeliveryAccount account = await SendAsync(Entry(0, "a"), "", Entry(1, "b"), "");

        (account.Delivered, account.Dropped["invalid"]).Should().Be((2, 2));
        _logs.Operations.Count(static o => o == "PutLogEvents").Should().Be(2);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_characters_that_control_arrive_as_text()
    {
        await SendAsync("bell \u0007, escape \u001b[31m, null \0, quote \"");

        _logs.Messages("/obs/Test/shop", "one").Should().Equal("bell \u0007, escape \u001b[31m, null \0, quote \"");
    }

    [Fact]
    public async Task Calls_are_as_full_as_the_service_allows()
    {
        string[] entries = [.. Enumerable.Range(0, 25_000).Select(static i => Entry(i, $"{i}"))];

        DeliveryAccount account = await SendAsync(entries);

        account.Delivered.Should().Be(25_000);
        _logs.Messages("/obs/Test/shop", "one").Should().Equal(entries);
        int least = (int)Math.Ceiling(entries.Sum(static e => e.Length + 26L) / 1_048_576d);
        _logs.Operations.Count(static o => o == "PutLogEvents").Should().BeLessThanOrEqualTo(Math.Max(3, least) + 1);
    }

    [Fact]
    public async Task F05_what_the_service_rejects_of_a_call_is_dropped_by_reason_and_not_sent_again()
    {
        _logs.Accepted = """
            {"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":1,"expiredLogEventEndIndex":3,"tooNewLogEventStartIndex":8}}
            """;

        DeliveryAccount account = await SendAsync([.. Enumerable.Range(0, 10).Select(static i => Entry(i, $"{i}"))]);

        account.Delivered.Should().Be(5);
        account.Dropped.Should().Equal(new Dictionary<string, long> { ["too_old"] = 1, ["expired"] = 2, ["too_new"] = 2 });
        _logs.Operations.Count(static o => o == "PutLogEvents").Should().Be(2);
    }

    [Theory]
    [InlineData(400, """{"__type":"ThrottlingException","message":"Rate exceeded"}""")]
    [InlineData(400, """{"__type":"com.amazonaws.logs#ThrottlingException"}""")]
    [InlineData(429, "slow down")]
    [InlineData(503, "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>")]
    [InlineData(500, """{"__type":"ServiceUnavailableException"}""")]
    [InlineData(400, """{"__type":"UnrecognizedClientException"}""")]
    [InlineData(400, """{"__type":"OperationAbortedException"}""")]
    [InlineData(400, """{"__type":"InvalidSequenceTokenException","expectedSequenceToken":"7"}""")]
    public async Task F02_what_may_pass_is_tried_again_and_nothing_is_lost(int status, string body)
    {
        int left = 3;
        _logs.Refuse = _ => left-- > 0 ? (status, body) : null;

        DeliveryAccount account = await SendAsync(Entry(0, "a"), Entry(1, "b"));

        account.Delivered.Should().Be(2);
        account.Dropped.Should().BeEmpty();
        _logs.Messages("/obs/Test/shop", "one").Should().HaveCount(2);
    }

    [Fact]
    public async Task F04_a_poison_entry_is_searched_out_and_it_alone_is_dropped()
    {
        _logs.Refuse = static events => events.Any(static e => ((string)e!["message"]!).Contains("poison", StringComparison.Ordinal))
            ? (400, """{"__type":"InvalidParameterException"}""")
            : null;
        string[] entries = [.. Enumerable.Range(0, 100).Select(static i => Entry(i, i == 37 ? "poison" : $"{i}"))];

        DeliveryAccount account = await SendAsync(entries);

        (account.Delivered, account.Dropped["invalid"]).Should().Be((99, 1));
        _logs.Messages("/obs/Test/shop", "one").Should().Equal(entries.Where(static e => !e.Contains("poison", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_batch_that_the_service_says_it_has_is_delivered()
    {
        await SendAsync(Entry(0, "made"));
        _logs.Refuse = static _ => (400, """{"__type":"DataAlreadyAcceptedException","expectedSequenceToken":"7"}""");

        DeliveryAccount account = await SendAsync(Entry(1, "a"), Entry(2, "b"));

        (account.Delivered, account.Dropped.Count).Should().Be((2, 0));
        _logs.Operations.Count(static operation => operation == "PutLogEvents").Should().Be(3, "it is not sent again");
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("<html>signed in</html>", 1)]
    [InlineData("""{"rejectedLogEventsInfo":""", 1)]
    [InlineData("""{"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":"x","tooNewLogEventStartIndex":99}}""", 0)]
    [InlineData("[]", 0)]
    public async Task F06_an_acceptance_with_an_unreadable_body_is_an_acceptance_and_one_event(string body, int events)
    {
        await SendAsync(Entry(0, "made"));
        using var unreadable = new UnreadableReplies("PutLogEvents");
        _logs.Accepted = body;

        DeliveryAccount account = await SendAsync(Entry(1, "a"));

        (account.Delivered, account.Dropped.Count).Should().Be((1, 0));
        _logs.Messages("/obs/Test/shop", "one").Should().Equal(Entry(0, "made"), Entry(1, "a"));
        unreadable.Count.Should().Be(events);
    }

    [Theory]
    [InlineData("""{"timestamp":"2026-11-22T12:00:00.1234567Z","a":1}""", 123L)]
    [InlineData("""{"timestamp":"2026-11-22T13:00:00+01:00"}""", 0L)]
    [InlineData("""{"a":1,"timestamp":"2026-11-22T12:00:00Z"}""", null)]
    [InlineData("""{"timestamp":5}""", null)]
    [InlineData("plain text", null)]
    [InlineData("", null)]
    public void The_time_of_an_entry_is_its_first_member(string entry, long? millisecondsAfterNoon) =>
        LogEvents.TimeOf(Encoding.UTF8.GetBytes(entry)).Should().Be(Noon.ToUnixTimeMilliseconds() + millisecondsAfterNoon);

    private static string Entry(long milliseconds, string message) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"timestamp":"{{Noon.AddMilliseconds(milliseconds):yyyy-MM-ddTHH:mm:ss.fffZ}}","level":"Information","message":"{{message}}"}""");

    private async Task<DeliveryAccount> SendAsync(params string[] entries)
    {
        using var environment = new EnvironmentVariables();
        using var accounts = new DeliveryAccounts();
        var options = new AwsOptions
        {
            ServiceUrl = _endpoint.Url,
            Region = "eu-central-1",
            RequestTimeout = Chaos.Delivery.LongTime,
        };
        options.Logs.BatchDelay = TimeSpan.FromMinutes(1); // All entries share a batch, which Flush then cuts short.
        var destination = new LogDestination("/obs/Test/shop", "one");
        using var sink = new CloudWatchLogSink(
            new AwsConnection(AwsService.CloudWatchLogs, options, null), destination, options, _time);
        var delivery = new DeliveryOptions { RetryBaseDelay = TimeSpan.FromMilliseconds(1), RetryMaxDelay = TimeSpan.FromMilliseconds(1) };
        ((IBatchSender)sink).Configure(delivery);
        await using var queue = new DeliveryQueue("logs", sink, delivery, TimeProvider.System, accounts);
        foreach (string entry in entries)
        {
            queue.TryEnqueue(Encoding.UTF8.GetBytes(entry)).Should().BeTrue();
        }

        await queue.FlushAsync(CancellationToken.None).WaitAsync(Patience.Limit);
        return queue.GetAccount();
    }
}
