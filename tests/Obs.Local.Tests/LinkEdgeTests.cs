using System.Text.Json;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

/// <summary>Work that goes on with that of another trace, such as with a message it took from a queue.</summary>
public sealed class LinkEdgeTests
{
    private const string Sender = "1-5759e988-00000000000000000000000a";
    private const string Receiver = "1-5759e988-00000000000000000000000b";
    private const string QueueToWorker = "aws:jobs:AWS%3A%3ASQS%3A%3AQueue,service:worker,link";

    private static readonly string Shop = Segment("00000000000000a1", "shop", trace: Sender, more: Within(
        Subsegment("00000000000000b1", "SQS", at: 0.1, more: ",\"namespace\":\"aws\",\"aws\":{\"queue_name\":\"jobs\"}"),
        Subsegment("00000000000000b2", "pack")));

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_link_leads_from_the_queue_of_the_message_and_says_how_long_that_waited()
    {
        await using LocalBackend backend = await StartAsync(Shop, Worker(Link(Sender, "00000000000000b1")));

        JsonElement edge = Edge(await backend.GetAsync("map"), QueueToWorker);

        edge.GetProperty("link").GetBoolean().Should().BeTrue();
        edge.GetProperty("total").GetInt64().Should().Be(1);
        edge.GetProperty("fault").GetInt64().Should().Be(1, "the work on the message failed");
        edge.GetProperty("max").GetDouble().Should().BeApproximately(1_900, 0.01);
    }

    [Theory]
    [InlineData("00000000000000a1")]
    [InlineData("00000000000000b2")]
    public async Task A_link_to_other_work_leads_from_the_service_that_did_it(string id)
    {
        await using LocalBackend backend = await StartAsync(Worker(Link(Sender, id)), Shop);

        Edge(await backend.GetAsync("map"), "service:shop,service:worker,link").GetProperty("max").GetDouble()
            .Should().BeApproximately(2_000, 0.01);
    }

    [Fact]
    public async Task Each_message_of_a_batch_counts_once()
    {
        string other = Shop.Replace("000a\"", "000c\"", StringComparison.Ordinal);
        await using LocalBackend backend = await StartAsync(
            Shop, other,
            Worker(
                Link(Sender, "00000000000000b1"), Link(Sender, "00000000000000b1"),
                Link("1-5759e988-00000000000000000000000c", "00000000000000b1"), Link(Sender, "00000000000000ff"), "7", "{}", "[[]]",
                "{\"trace_id\":{},\"id\":\"x\"}"));

        Edge(await backend.GetAsync("map"), QueueToWorker).GetProperty("total").GetInt64().Should().Be(2);
    }

    [Fact]
    public async Task What_was_in_progress_is_linked_once()
    {
        await using LocalBackend backend = await StartAsync(
            Shop, Worker(Link(Sender, "00000000000000b1")).Replace("\"fault\"", "\"in_progress\"", StringComparison.Ordinal));
        await backend.SendSegmentsAsync(Worker(Link(Sender, "00000000000000b1")));

        Edge(await backend.GetAsync("map"), QueueToWorker).GetProperty("total").GetInt64().Should().Be(1);
    }

    [Fact]
    public async Task The_api_gives_a_link_its_type_and_the_ages_of_what_was_received()
    {
        await using LocalBackend backend = await StartAsync(Shop, Worker(Link(Sender, "00000000000000b1")));

        (int status, JsonElement body) = await backend.CallXRayAsync(
            "ServiceGraph", $$"""{"StartTime":{{Start - 60}},"EndTime":{{Start + 60}}}""");

        status.Should().Be(200);
        JsonElement queue = body.GetProperty("Services").EnumerateArray().Single(
            static service => service.GetProperty("Name").GetString() == "jobs");
        JsonElement edge = queue.GetProperty("Edges").EnumerateArray().Single();
        edge.GetProperty("EdgeType").GetString().Should().Be("link");
        edge.GetProperty("ReceivedEventAgeHistogram")[0].GetProperty("Value").GetDouble().Should().Be(1.9);
        edge.TryGetProperty("ResponseTimeHistogram", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData("mermaid", "-.->|")]
    [InlineData("dot", "style=dashed")]
    [InlineData("text", "..> worker")]
    public async Task A_link_is_told_from_a_call_wherever_the_map_is_written_down(string format, string expected)
    {
        await using LocalBackend backend = await StartAsync(Shop, Worker(Link(Sender, "00000000000000b1")));

        (await backend.GetRawAsync("api/local/map/export?format=" + format)).Body.Should().Contain(expected);
    }

    private static string Worker(params string[] links) => Segment(
        "00000000000000c1", "worker", at: 2, trace: Receiver, more: $",\"fault\":true,\"links\":[{string.Join(',', links)}]");

    private static string Link(string trace, string id) =>
        $$$"""{"trace_id":"{{{trace}}}","id":"{{{id}}}","attributes":{"aws.xray.reserved.reference_type":"parent"}}""";

    private async Task<LocalBackend> StartAsync(params string[] segments)
    {
        LocalBackend backend = await LocalBackend.StartAsync(_time);
        await backend.SendSegmentsAsync(segments);
        _time.Advance(TimeSpan.FromSeconds(30));
        return backend;
    }

    private static JsonElement Edge(JsonElement map, string id) =>
        map.GetProperty("edges").EnumerateArray().Single(edge => edge.GetProperty("id").GetString() == id);
}
