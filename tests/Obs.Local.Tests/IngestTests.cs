using System.Text;
using System.Text.Json;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

public sealed class IngestTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_purchase_across_three_processes_is_one_trace_on_the_page()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);

        await backend.SendSegmentsAsync(
            Segment("00000000000000a1", "storefront", 0, 0.5,
            more: ",\"http\":{\"request\":{\"method\":\"POST\",\"url\":\"http://shop/checkout\"},\"response\":{\"status\":200}}"
                + Within(
                    Call("00000000000000b1", "localhost", 0.1, 0.2),
                    Call("00000000000000b2", "shop@db", 0.3, 0.1, ",\"sql\":{\"sanitized_query\":\"SELECT ?\"}"))),
            Segment("00000000000000c1", "payments", 0.12, 0.15, parent: "00000000000000b1", more: ",\"error\":true"));
        _time.Advance(TimeSpan.FromSeconds(1));

        JsonElement list = await backend.GetAsync("traces");
        list.GetProperty("total").GetInt64().Should().Be(1);
        list.GetProperty("traces")[0].GetProperty("service").GetString().Should().Be("storefront");

        JsonElement trace = await backend.GetAsync("traces/" + Trace);
        trace.GetProperty("rows").EnumerateArray().Select(
            static row => $"{row.GetProperty("depth")} {row.GetProperty("service")} {row.GetProperty("kind")} {row.GetProperty("name")}")
            .Should().Equal(
                "0 storefront server storefront", "1 storefront http localhost", "2 payments server payments", "1 storefront sql shop@db");

        JsonElement map = await backend.GetAsync("map");
        map.GetProperty("nodes").EnumerateArray().Select(static node => node.GetProperty("id").GetString())
            .Should().Equal("client:storefront", "database:shop%40db", "service:payments", "service:storefront");
        map.GetProperty("edges").EnumerateArray().Select(static edge => edge.GetProperty("id").GetString()).Should().Equal(
            "client:storefront,service:storefront", "service:storefront,database:shop%40db", "service:storefront,service:payments");
    }

    [Theory]
    [InlineData("no line break", "no newline")]
    [InlineData("\n{}", "bad header")]
    [InlineData("{\"format\":\"xml\",\"version\":1}\n{}", "bad header")]
    [InlineData("{\"format\":\"json\",\"version\":2}\n{}", "bad header")]
    [InlineData("{\"format\":\"json\",\"version\":1}\n", "bad json")]
    [InlineData("{\"format\":\"json\",\"version\":1}\n{\"a\":", "bad json")]
    [InlineData("{\"format\":\"json\",\"version\":1}\n[]", "bad json")]
    [InlineData("{\"format\":\"json\",\"version\":1}\n{}", "missing trace_id")]
    [InlineData("{\"format\":\"json\",\"version\":1}\n{\"trace_id\":\"x\"}", "bad trace_id")]
    [InlineData("{\"format\":\"json\",\"version\":1}\n{\"trace_id\":\"1-5759e988-bd862e3fe1be46a994272793\"}", "missing id")]
    [InlineData("{\"format\":\"json\",\"version\":1}\n{\"trace_id\":\"1-5759e988-bd862e3fe1be46a994272793\",\"id\":\"00000000000000a1\",\"name\":\"\\uD800\"}", "bad json")]
    public async Task Garbage_is_a_counted_reject_with_its_reason(string datagram, string reason)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);

        await backend.SendAsync(Encoding.UTF8.GetBytes(datagram));

        ObsLocalStatus status = backend.Server.GetStatus();
        status.Datagrams.Should().Be(1);
        status.Signals[0].Rejected.Should().Equal(new Dictionary<string, long> { [reason] = 1 });
        status.Signals[0].Accepted.Should().Be(0);
        status.Rejects.Should().ContainSingle().Which.Reason.Should().Be(reason);
    }

    [Fact]
    public async Task A_document_nested_too_deep_is_refused_and_the_next_one_is_taken()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        string deep = string.Concat(Enumerable.Repeat("{\"subsegments\":[", 200));

        await backend.SendSegmentsAsync(deep, Segment("00000000000000a1", "shop"));

        ObsLocalStatus status = backend.Server.GetStatus();
        status.Signals[0].Rejected.Should().Equal(new Dictionary<string, long> { ["too deep"] = 1 });
        status.Signals[0].Stored.Should().Be(1);
    }
}
