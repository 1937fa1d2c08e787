using System.Text.Json;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

public sealed class GraphTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_clients_edge_has_the_numbers_of_the_root_it_calls()
    {
        await using LocalBackend backend = await StartAsync(
            Segment("00000000000000a1", "shop", trace: TraceNumber(1)),
            Segment("00000000000000a2", "shop", trace: TraceNumber(2)),
            Segment("00000000000000a3", "shop", trace: TraceNumber(3), more: ",\"error\":true,\"throttle\":true"),
            Segment("00000000000000a4", "shop", trace: TraceNumber(4), more: ",\"fault\":true,\"error\":true"));

        JsonElement map = await backend.GetAsync("map");

        Numbers(Edge(map, "client:shop,service:shop")).Should()
            .Be(Numbers(Node(map, "service:shop"))).And.Be("4 = 2 ok + 1 error (1 throttle) + 1 fault");
        Numbers(Node(map, "client:shop")).Should().Be("0 = 0 ok + 0 error (0 throttle) + 0 fault");
        Node(map, "service:shop").GetProperty("root").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task An_edge_has_the_callers_numbers_and_the_node_its_own()
    {
        await using LocalBackend backend = await StartAsync(
            Segment("00000000000000a1", "shop", more: Within(Call("00000000000000b1", "localhost", 0, 0.2, ",\"fault\":true"))),
            Segment("00000000000000c1", "payments", 0.01, 0.1, parent: "00000000000000b1"));

        JsonElement map = await backend.GetAsync("map");

        Numbers(Edge(map, "service:shop,service:payments")).Should().Be("1 = 0 ok + 0 error (0 throttle) + 1 fault");
        Numbers(Node(map, "service:payments")).Should().Be("1 = 1 ok + 0 error (0 throttle) + 0 fault");
        Edge(map, "service:shop,service:payments").GetProperty("p50").GetDouble().Should().BeApproximately(200, 0.01);
        Node(map, "service:payments").GetProperty("p50").GetDouble().Should().BeApproximately(100, 0.01);
        map.GetProperty("nodes").GetArrayLength().Should().Be(3);
    }

    [Fact]
    public async Task Who_sends_no_segment_is_inferred_from_the_call_unless_one_is_promised()
    {
        await using LocalBackend backend = await StartAsync(Segment("00000000000000a1", "shop", more: Within(
            Call("00000000000000b1", "orders@db", more: ",\"sql\":{\"sanitized_query\":\"SELECT ?\"}"),
            Call("00000000000000b2", "api.example.com"),
            Call("00000000000000b3", "late.example.com", more: ",\"http\":{\"request\":{\"traced\":true}}"),
            Subsegment("00000000000000b4", "DynamoDB", more: ",\"namespace\":\"aws\",\"aws\":{\"table_name\":\"carts\"}"),
            Subsegment("00000000000000b5", "SNS", more: ",\"namespace\":\"aws\""),
            Subsegment(
                "00000000000000b8", "SQS", more: ",\"namespace\":\"aws\",\"aws\":{\"queue_url\":\"https://sqs.example.com/1/jobs\"}"),
            Subsegment("00000000000000b9", "Kinesis", more: ",\"namespace\":\"aws\",\"aws\":{\"resource_names\":[\"clicks\",{}]}"),
            Subsegment("00000000000000b6", "local work", more: Within(Call("00000000000000b7", "deep.example.com"))))));

        JsonElement map = await backend.GetAsync("map");

        map.GetProperty("nodes").EnumerateArray()
            .Select(static node => $"{node.GetProperty("type")} {node.GetProperty("name")} {node.GetProperty("kindLabel")}")
            .Should().BeEquivalentTo(
            "client shop Client", "service shop Service", "database orders@db SQL database", "remote api.example.com Remote host",
            "remote deep.example.com Remote host", "aws carts AWS::DynamoDB::Table", "aws SNS AWS::SNS",
            "aws jobs AWS::SQS::Queue", "aws clicks AWS::Kinesis");
        map.GetProperty("edges").EnumerateArray().Should().OnlyContain(static edge => edge.GetProperty("total").GetInt64() == 1);
    }

    [Fact]
    public async Task A_callee_that_answers_others_is_not_inferred_before_its_segment_had_time_to_arrive()
    {
        await using LocalBackend backend = await StartAsync(
            Segment("00000000000000a1", "shop", trace: TraceNumber(1), more: Within(Call("00000000000000b1", "localhost"))),
            Segment("00000000000000c1", "payments", parent: "00000000000000b1", trace: TraceNumber(1)),
            Segment("00000000000000a2", "shop", at: 10, trace: TraceNumber(2), more: Within(Call("00000000000000b2", "localhost", at: 10))),
            Segment(
                "00000000000000a3",
                "shop",
                at: 10,
                trace: TraceNumber(3),
                more: Within(Call("00000000000000b3", "api.example.com", at: 10))));
        _time.Advance(TimeSpan.FromSeconds(20));

        JsonElement early = await backend.GetAsync("map");
        await backend.SendSegmentsAsync(Segment(
            "00000000000000a4", "shop", at: 15, trace: TraceNumber(4), more: Within(Call("00000000000000b4", "api.example.com", at: 15))));
        JsonElement late = await backend.GetAsync("map");

        Remote(early).Should().BeEquivalentTo("api.example.com");
        Remote(late).Should().BeEquivalentTo("api.example.com", "localhost");

        static IEnumerable<string?> Remote(JsonElement map) => map.GetProperty("nodes").EnumerateArray()
            .Where(static node => node.GetProperty("type").GetString() == "remote").Select(
                static node => node.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_call_sent_apart_from_its_segment_belongs_to_the_service_above_it()
    {
        await using LocalBackend backend = await StartAsync(
            Segment(
                "00000000000000b2",
                "orders@db",
                parent: "00000000000000b1",
                more: ",\"type\":\"subsegment\",\"namespace\":\"remote\",\"sql\":{}"),
            Segment("00000000000000a1", "shop", more: Within(Subsegment("00000000000000b1", "outer"))));

        JsonElement map = await backend.GetAsync("map");

        map.GetProperty("edges").EnumerateArray().Select(static edge => edge.GetProperty("id").GetString())
            .Should().BeEquivalentTo("client:shop,service:shop", "service:shop,database:orders%40db");
    }

    [Fact]
    public async Task Clicking_a_node_or_an_edge_finds_the_traces_behind_it()
    {
        await using LocalBackend backend = await StartAsync(
            Segment("00000000000000a1", "shop", trace: TraceNumber(1), more: Within(Call("00000000000000b1", "localhost"))),
            Segment("00000000000000c1", "payments", parent: "00000000000000b1", trace: TraceNumber(1)),
            Segment(
                "00000000000000a2", "shop", trace: TraceNumber(2), more: Within(Call("00000000000000b2", "a,b@db", more: ",\"sql\":{}"))));

        JsonElement map = await backend.GetAsync("map");

        foreach (JsonElement node in map.GetProperty("nodes").EnumerateArray())
        {
            long expected = node.GetProperty("name").GetString() == "shop" ? 2 : 1;
            (await backend.GetAsync("traces?node=" + Uri.EscapeDataString(node.GetProperty("id").GetString()!))).GetProperty("total")
                .GetInt64().Should().Be(expected);
        }

        foreach (JsonElement edge in map.GetProperty("edges").EnumerateArray())
        {
            (await backend.GetAsync("traces?edge=" + Uri.EscapeDataString(edge.GetProperty("id").GetString()!))).GetProperty("total")
                .GetInt64()
                .Should().Be(edge.GetProperty("total").GetInt64());
        }
    }

    private async Task<LocalBackend> StartAsync(params string[] segments)
    {
        LocalBackend backend = await LocalBackend.StartAsync(_time);
        await backend.SendSegmentsAsync(segments);
        _time.Advance(TimeSpan.FromSeconds(2));
        return backend;
    }

    private static string TraceNumber(int number) => $"1-5759e988-{number:x24}";

    private static JsonElement Node(JsonElement map, string id) =>
        map.GetProperty("nodes").EnumerateArray().Single(node => node.GetProperty("id").GetString() == id);

    private static JsonElement Edge(JsonElement map, string id) =>
        map.GetProperty("edges").EnumerateArray().Single(edge => edge.GetProperty("id").GetString() == id);

    private static string Numbers(JsonElement of) =>
        $"{of.GetProperty("total")} = {of.GetProperty("ok")} ok + {of.GetProperty("error")} error ({of.GetProperty("throttle")} throttle) + {of.GetProperty("fault")} fault";
}
