using System.Text.Json;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

/// <summary>Graphs of long times, put together from minutes that are kept.</summary>
public sealed class GraphMinutesTests
{
    private const string Origin = ",\"origin\":\"AWS::ECS::Container\"";

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_minute_that_is_kept_takes_in_what_arrives_late()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        // The call begins in one minute, the callee's segment in the next.
        await backend.SendSegmentsAsync(Segment(
            "00000000000000a1", "shop", at: 54.5, more: Origin + Within(Call("00000000000000b1", "pay.example", at: 54.9, seconds: 1))));
        _time.Advance(TimeSpan.FromMinutes(5));

        JsonElement before = await MapAsync(backend);
        await backend.SendSegmentsAsync(Segment("00000000000000c1", "payments", at: 55.1, seconds: 0.7, parent: "00000000000000b1"));
        JsonElement after = await MapAsync(backend);
        JsonElement again = await MapAsync(backend);

        Names(before).Should().Equal("client shop", "remote pay.example", "service shop");
        Names(after).Should().Equal("client shop", "service payments", "service shop");
        after.GetProperty("edges").EnumerateArray().Select(static edge => edge.GetProperty("total").GetInt64()).Should().Equal(1, 1);
        again.ToString().Should().Be(after.ToString());
    }

    [Fact]
    public async Task Many_minutes_add_up_and_what_is_trimmed_is_no_longer_drawn()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await backend.SendSegmentsAsync(Enumerable.Range(0, 30).Select(n => Segment(
            $"00000000000000{n:x2}", "shop", at: 20 * n, seconds: 0.1 * (n + 1), trace: $"1-5759e988-0000000000000000000000{n:x2}",
            more: n == 0 ? ",\"fault\":true" : "")));
        _time.Advance(TimeSpan.FromMinutes(20));

        JsonElement node = Shop(await MapAsync(backend));
        _time.Advance(TimeSpan.FromDays(8));
        await backend.SendAsync();

        node.GetProperty("total").GetInt64().Should().Be(30);
        node.GetProperty("fault").GetInt64().Should().Be(1);
        node.GetProperty("p50").GetDouble().Should().BeApproximately(1_500, 1);
        node.GetProperty("max").GetDouble().Should().BeApproximately(3_000, 1e-3);
        await Eventually.PassAsync(async () =>
        {
            await backend.SendAsync();
            (await MapAsync(backend)).GetProperty("nodes").GetArrayLength().Should().Be(0);
        });
    }

    [Fact]
    public async Task An_hour_that_is_kept_takes_in_what_arrives_late_and_loses_nothing()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await backend.SendSegmentsAsync(Enumerable.Range(0, 200).Select(n => Segment(
            $"00000000000000{n:x2}", "shop", at: 60 * n, trace: $"1-5759e988-0000000000000000000000{n:x2}")));
        _time.Advance(TimeSpan.FromHours(4));

        long first = Shop(await MapAsync(backend)).GetProperty("total").GetInt64();
        long again = Shop(await MapAsync(backend)).GetProperty("total").GetInt64();
        await backend.SendSegmentsAsync(Segment("00000000000000ff", "shop", at: 5_000, trace: "1-5759e988-0000000000000000000000ff"));
        long later = Shop(await MapAsync(backend)).GetProperty("total").GetInt64();

        (first, again, later).Should().Be((200, 200, 201));
    }

    private static Task<JsonElement> MapAsync(LocalBackend backend) => backend.GetAsync("map?from=0");

    private static IEnumerable<string> Names(JsonElement map) => map.GetProperty("nodes").EnumerateArray()
        .Select(
            static node => $"{node.GetProperty("type").GetString()} {node.GetProperty("name").GetString()}").Order(StringComparer.Ordinal);

    private static JsonElement Shop(JsonElement map) =>
        map.GetProperty("nodes").EnumerateArray().Single(static node => node.GetProperty("type").GetString() == "service");
}
