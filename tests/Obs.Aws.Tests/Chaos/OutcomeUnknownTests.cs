using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Obs.Aws.Client;
using Obs.Aws.Logs;
using Obs.Aws.Traces;
using Obs.Delivery;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Chaos;

/// <summary>Connections that end before the answer: nobody knows what was taken, so it is sent again, and the account still
/// balances.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class OutcomeUnknownTests
{
    private const int Records = 200;

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<Misdeed> Misdeeds => [Misdeed.HangUp, Misdeed.Reset, Misdeed.Garbage, Misdeed.Silence];

    [Theory]
    [MemberData(nameof(Misdeeds))]
    public async Task F08_no_log_entry_is_lost_and_only_the_batch_in_flight_arrives_twice(Misdeed misdeed)
    {
        await using var endpoint = new RawEndpoint(Misdeed.None, misdeed, misdeed);
        AwsOptions options = Options(endpoint, misdeed);
        using var sink = new CloudWatchLogSink(
            new AwsConnection(AwsService.CloudWatchLogs, options, null), new LogDestination("/shop", "one"), options,
            new ManualTimeProvider(Noon));

        await ShouldSendAllAsync(sink, endpoint, "logEvents", static e => (string)e!["message"]!);
    }

    [Theory]
    [MemberData(nameof(Misdeeds))]
    public async Task F08_no_segment_is_lost_and_only_the_call_in_flight_arrives_twice(Misdeed misdeed)
    {
        await using var endpoint = new RawEndpoint(Misdeed.None, misdeed, misdeed);
        AwsOptions options = Options(endpoint, misdeed);
        using var sender = new XRaySender(new AwsConnection(AwsService.XRay, options, null), options, TimeProvider.System);

        await ShouldSendAllAsync(sender, endpoint, "TraceSegmentDocuments", static d => (string)d!);
    }

    // Only silence needs a deadline to end; everything else would be luck on a busy machine.
    private static AwsOptions Options(RawEndpoint endpoint, Misdeed misdeed)
    {
        var options = new AwsOptions
        {
            ServiceUrl = endpoint.Url,
            Region = "eu-central-1",
            RequestTimeout = misdeed == Misdeed.Silence ? TimeSpan.FromSeconds(2) : Delivery.LongTime,
            ConnectTimeout = Delivery.LongTime,
        };
        options.Logs.BatchDelay = TimeSpan.FromMinutes(1);
        return options;
    }

    private static string Record(int number) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"timestamp":"{{Noon.AddMilliseconds(number):o}}","id":"{{number:x16}}"}""");

    private static async Task ShouldSendAllAsync(IBatchSender inner, RawEndpoint endpoint, string member, Func<JsonNode?, string> read)
    {
        using var environment = new EnvironmentVariables();
        using var accounts = new DeliveryAccounts();
        using var sender = new ObservedSender(inner);
        var delivery = new DeliveryOptions();
        sender.Configure(delivery);
        delivery.RetryBaseDelay = delivery.RetryMaxDelay = TimeSpan.FromMilliseconds(1);
        delivery.MaxBatchDelay = TimeSpan.FromMinutes(1);
        delivery.MaxBatchCount = 50;
        await using var queue = new DeliveryQueue("logs", sender, delivery, TimeProvider.System, accounts);
        foreach (int number in Enumerable.Range(0, Records))
        {
            queue.TryEnqueue(Encoding.UTF8.GetBytes(Record(number))).Should().BeTrue();
        }

        await queue.FlushAsync(CancellationToken.None).WaitAsync(Patience.Limit);

        Answered.ShouldBe(endpoint, member, read, Enumerable.Range(0, Records).Select(Record), sender.Results);
        DeliveryAccount account = queue.GetAccount();
        (account.Delivered, account.Dropped.Count, account.Buffered).Should().Be((Records, 0, 0));
        endpoint.Received.Count(static r => r.Misdeed != Misdeed.None).Should().Be(2);
    }
}
