using System.Text;
using Obs.Aws.Client;
using Obs.Aws.Traces;
using Obs.Delivery;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Traces;

/// <summary>The sender behind the real queue and over a real connection.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class XRaySenderTests : IAsyncLifetime
{
    private FakeAwsEndpoint _xray = null!;

    public async Task InitializeAsync() => _xray = await FakeAwsEndpoint.StartAsync();

    public async Task DisposeAsync() => await _xray.DisposeAsync();

    [Fact]
    public async Task Documents_travel_as_strings_in_a_signed_call_of_fifty_at_most()
    {
        string[] documents = [.. Enumerable.Range(0, 120).Select(Document)];

        DeliveryAccount account = await SendAsync(documents);

        account.Delivered.Should().Be(120);
        _xray.Requests.Select(static r => Documents(r).Length).Should().Equal(50, 50, 20);
        _xray.Requests.SelectMany(Documents).Should().Equal(documents);
        CapturedRequest request = _xray.Requests.First();
        (request.Method, request.Path).Should().Be(("POST", "/TraceSegments"));
        request.Headers["Content-Type"].Should().Be("application/json");
        request.Headers.Should().NotContainKey("X-Amz-Target");
        Client.SignatureCheck.Fields(request)["Credential"].Should().Contain("/eu-central-1/xray/");
    }

    [Fact]
    public async Task F05_only_what_the_service_left_out_for_the_time_being_is_sent_again()
    {
        _xray.Answer(200, """
            {"UnprocessedTraceSegments":[
            {"Id":"0000000000000001","ErrorCode":"ThrottledException","Message":"later"},
            {"Id":"0000000000000003","ErrorCode":"MissingName","Message":"never"}]}
            """);

        DeliveryAccount account = await SendAsync([.. Enumerable.Range(0, 5).Select(Document)]);

        (account.Delivered, account.Dropped["unprocessed"]).Should().Be((4, 1));
        Documents(_xray.Requests.Last()).Should().Equal(Document(1));
    }

    [Fact]
    public async Task A_segment_sent_in_progress_and_complete_is_left_out_once_for_each_time_it_is_named()
    {
        _xray.Answer(200, """{"UnprocessedTraceSegments":[{"Id":"0000000000000001","ErrorCode":"InvalidTraceId"}]}""");

        DeliveryAccount account = await SendAsync(Document(1), Document(2), Document(1));

        (account.Delivered, account.Dropped["unprocessed"]).Should().Be((2, 1));
    }

    [Fact]
    public async Task A_document_without_an_id_is_the_one_that_is_named_by_none()
    {
        _xray.Answer(200, """{"UnprocessedTraceSegments":[{"ErrorCode":"ParseError","Message":"not JSON"}]}""");

        DeliveryAccount account = await SendAsync(Document(1), "junk", Document(2));

        (account.Delivered, account.Dropped["unprocessed"]).Should().Be((2, 1));
    }

    [Theory]
    [InlineData(429, """{"__type":"ThrottledException"}""")]
    [InlineData(400, """{"__type":"ThrottledException"}""")]
    [InlineData(503, "")]
    [InlineData(403, """{"message":"The security token included in the request is expired"}""")]
    public async Task F02_F11_a_refusal_that_may_pass_loses_nothing(int status, string body)
    {
        _xray.Answer(status, body);
        _xray.Answer(status, body);

        DeliveryAccount account = await SendAsync(Document(1), Document(2));

        (account.Delivered, account.Dropped.Count, _xray.Requests.Count).Should().Be((2, 0, 3));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("<html></html>", 1)]
    [InlineData("""{"UnprocessedTraceSegments":[""", 1)]
    [InlineData("""{"UnprocessedTraceSegments":[5,{"Id":7},{"Id":"unknown"}]}""", 0)]
    [InlineData("""{"UnprocessedTraceSegments":null}""", 0)]
    public async Task F06_an_acceptance_with_an_unreadable_body_is_an_acceptance_and_one_event(string body, int events)
    {
        using var unreadable = new UnreadableReplies("PutTraceSegments");
        _xray.Answer(200, body);

        DeliveryAccount account = await SendAsync(Document(1));

        (account.Delivered, account.Dropped.Count, _xray.Requests.Count).Should().Be((1, 0, 1));
        unreadable.Count.Should().Be(events);
    }

    private static string Document(int number) =>
        $$"""{"subsegments":[{"id":"ffffffffffffffff"}],"id":"{{number:x16}}","name":"shop \"é\"","trace_id":"1-65a0b3c4-0123456789abcdef01234567"}""";

    private static string[] Documents(CapturedRequest request) =>
        [.. request.Decoded["TraceSegmentDocuments"]!.AsArray().Select(static d => (string)d!)];

    private async Task<DeliveryAccount> SendAsync(params string[] documents)
    {
        using var environment = new EnvironmentVariables();
        using var accounts = new DeliveryAccounts();
        var options = new AwsOptions { ServiceUrl = _xray.Url, Region = "eu-central-1", RequestTimeout = Chaos.Delivery.LongTime };
        using var sender = new XRaySender(new AwsConnection(AwsService.XRay, options, null), options, TimeProvider.System);
        var delivery = new DeliveryOptions();
        sender.Configure(delivery);
        delivery.RetryBaseDelay = delivery.RetryMaxDelay = TimeSpan.FromMilliseconds(1);
        delivery.MaxBatchDelay = TimeSpan.FromMinutes(1); // All documents share a batch, which Flush then cuts short.
        await using var queue = new DeliveryQueue("traces", sender, delivery, TimeProvider.System, accounts);
        foreach (string document in documents)
        {
            queue.TryEnqueue(Encoding.UTF8.GetBytes(document)).Should().BeTrue();
        }

        await queue.FlushAsync(CancellationToken.None).WaitAsync(Patience.Limit);
        return queue.GetAccount();
    }
}
