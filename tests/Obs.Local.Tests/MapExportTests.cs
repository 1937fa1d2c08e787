using System.Text.Json;
using System.Text.Json.Nodes;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

public sealed class MapExportTests
{
    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData("text", "txt")]
    [InlineData("mermaid", "mmd")]
    [InlineData("dot", "dot")]
    public async Task A_map_is_written_down_for_people_and_for_programs(string format, string extension)
    {
        await using LocalBackend backend = await ShopAsync(":memory:");

        Golden.ShouldMatch((await backend.GetRawAsync("api/local/map/export?format=" + format)).Body, "map", "shop." + extension);
    }

    [Theory]
    [InlineData("text", "txt")]
    [InlineData("mermaid", "mmd")]
    [InlineData("dot", "dot")]
    public async Task A_name_can_neither_break_out_of_its_place_nor_the_line(string format, string extension)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        string[] names =
        [
            "a\"]; click n0 \"javascript:alert(1)\"", "%%{init: {\"theme\":\"dark\"}}%%", "new\nline\r\u001b[31mred",
            "back\\slash\\N & <b>bold</b>",
            "`markdown` #35;", "\u202eright to left\u2028next", new string('x', 200), "日本 café", "",
        ];
        await backend.SendSegmentsAsync(names.Select(static (name, i) =>
            Segment($"00000000000000{i:x2}", "", trace: TraceNumber(i), more: Within(Call($"00000000000001{i:x2}", "db" + i)))
                .Replace("\"name\":\"\"", "\"name\":" + JsonSerializer.Serialize(name), StringComparison.Ordinal)));
        _time.Advance(TimeSpan.FromSeconds(10));

        Golden.ShouldMatch((await backend.GetRawAsync("api/local/map/export?format=" + format)).Body, "map", "hostile." + extension);
    }

    [Fact]
    public async Task As_JSON_it_is_what_the_page_reads()
    {
        await using LocalBackend backend = await ShopAsync(":memory:");

        string exported = (await backend.GetRawAsync("api/local/map/export?format=json")).Body;

        JsonNode.DeepEquals(JsonNode.Parse(exported), JsonNode.Parse((await backend.GetRawAsync("api/local/map")).Body)).Should().BeTrue();
    }

    [Fact]
    public async Task A_format_that_is_none_is_refused_with_those_that_are()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);

        (int status, string body) = await backend.GetRawAsync("api/local/map/export?format=svg");

        status.Should().Be(400);
        body.Should().Contain("format must be text, mermaid, dot, json; found").And.Contain("svg");
    }

    [Fact]
    public async Task A_stored_map_is_the_one_that_was_served()
    {
        string file = Path.Combine(Path.GetTempPath(), $"map-{Guid.NewGuid():N}.db");
        DateTimeOffset now = _time.GetUtcNow();
        string served;
        await using (LocalBackend backend = await ShopAsync(file))
        {
            served = (await backend.GetRawAsync("api/local/map/export?format=text")).Body;
        }

        StoredServiceMap.Render(file, ServiceMapFormat.Text, now.AddMinutes(-5), _time.GetUtcNow(), service: null).Should().Be(served);
        File.Delete(file);
    }

    [Fact]
    public void A_file_that_is_no_store_is_refused()
    {
        string file = Path.GetTempFileName();

        Action read = () =>
            StoredServiceMap.Render(file, ServiceMapFormat.Text, DateTimeOffset.UnixEpoch, _time.GetUtcNow(), service: null);

        read.Should().Throw<InvalidOperationException>().WithMessage($"The store \"{file}\" is a database of something else*");
        File.Delete(file);
    }

    private async Task<LocalBackend> ShopAsync(string store)
    {
        LocalBackend backend = await LocalBackend.StartAsync(_time, store);
        for (int i = 0; i < 20; i++)
        {
            string call = $"00000000000001{i:x2}";
            await backend.SendSegmentsAsync(
                Segment($"00000000000000{i:x2}", "storefront", i * 0.5, 0.2 + (i * 0.01), trace: TraceNumber(i), more: (i == 7 ? ",\"error\":true" : "") + Within(
                    Call(call, "payments", i * 0.5, 0.1 + (i * 0.005), i % 10 == 3 ? ",\"fault\":true" : ""),
                    Call($"00000000000002{i:x2}", "orders@db", i * 0.5, 0.0012, ",\"sql\":{\"sanitized_query\":\"SELECT ?\"}"),
                    Subsegment(
                        $"00000000000003{i:x2}", "DynamoDB", i * 0.5, 0.02, ",\"namespace\":\"aws\",\"aws\":{\"table_name\":\"carts\"}"))),
                Segment($"00000000000004{i:x2}", "payments", i * 0.5, 0.09, parent: call, trace: TraceNumber(i)));
        }

        _time.Advance(TimeSpan.FromSeconds(20));
        return backend;
    }

    private static string TraceNumber(int number) => $"1-5759e988-{number:x24}";
}
