using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Obs.Aws.Client;
using Obs.Aws.Logs;
using Obs.Aws.Traces;
using Obs.Delivery;

namespace Obs.Aws.Tests.Chaos;

/// <summary>Connections that end before the answer: nobody knows what was taken, so it is sent again, and the account still
/// balances.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class OutcomeUnknownTests
{
    private const int Records = 200;

    public static TheoryData<Misdeed> Misdeeds => [Misdeed.HangUp, Misdeed.Reset, Misdeed.Garbage, Misdeed.Silence];

    [Theory]
    [MemberData(nameof(Misdeeds))]
    public async Task F08_no_log_entry_is_lost_and_only_the_batch_in_flight_arrives_twice(Misdeed misdeed)
    {
        await using var endpoint = new RawEndpoint(Misdeed.None, misdeed, misdeed);
        AwsOptions options = Options(endpoint);
        using var sink = new CloudWatchLogSink(
            new AwsConnection(AwsService.CloudWatchLogs, options, null), new LogDestination("/shop", "one"), options, TimeProvider.System);

        DeliveryAccount account = await SendAsync(sink);

        (account.Delivered, account.Dropped.Count, account.Buffered).Should().Be((Records, 0, 0));
        ShouldHoldEachOnce(endpoint, static body => body["logEvents"]!.AsArray().Select(static e => (string)e!["message"]!));
    }

    [Theory]
    [MemberData(nameof(Misdeeds))]
    public async Task F08_no_segment_is_lost_and_only_the_call_in_flight_arrives_twice(Misdeed misdeed)
    {
        await using var endpoint = new RawEndpoint(Misdeed.None, misdeed, misdeed);
        AwsOptions options = Options(endpoint);
        using var sender = new XRaySender(new AwsConnection(AwsService.XRay, options, null), options, TimeProvider.System);

        DeliveryAccount account = await SendAsync(sender);

        (account.Delivered, account.Dropped.Count, account.Buffered).Should().Be((Records, 0, 0));
        ShouldHoldEachOnce(endpoint, static body => body["TraceSegmentDocuments"]!.AsArray().Select(static d => (string)d!));
    }

    private static void ShouldHoldEachOnce(RawEndpoint endpoint, Func<JsonNode, IEnumerable<string>> read)
    {
        string[] answered =
            [.. endpoint.Received.Where(static r => r.Misdeed == Misdeed.None).SelectMany(r => read(JsonNode.Parse(r.Body)!))];
        answered.Should().BeEquivalentTo(Enumerable.Range(0, Records).Select(Record));
        endpoint.Received.Count(static r => r.Misdeed != Misdeed.None).Should().Be(2);
    }

    private static AwsOptions Options(RawEndpoint endpoint)
    {
        var options = new AwsOptions { ServiceUrl = endpoint.Url, Region = "eu-central-1", RequestTimeout = TimeSpan.FromSeconds(1) };
        options.Logs.BatchDelay = TimeSpan.FromMinutes(1);
        return options;
    }

    private static string Record(int number) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"timestamp":"2026-11-22T12:00:00.{{number:d3}}Z","id":"{{number:x16}}"}""");

    private static async Task<DeliveryAccount> SendAsync(IBatchSender sender)
    {
        using var environment = new EnvironmentVariables();
        using var accounts = new DeliveryAccounts();
        var delivery = new DeliveryOptions();
        sender.Configure(delivery);
        delivery.RetryBaseDelay = delivery.RetryMaxDelay = TimeSpan.FromMilliseconds(1);
        delivery.MaxBatchCount = 50;
        await using var queue = new DeliveryQueue("logs", sender, delivery, TimeProvider.System, accounts);
        foreach (int number in Enumerable.Range(0, Records))
        {
            queue.TryEnqueue(Encoding.UTF8.GetBytes(Record(number))).Should().BeTrue();
        }

        await queue.FlushAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));
        return queue.GetAccount();
    }
}
