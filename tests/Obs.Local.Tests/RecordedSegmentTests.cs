using System.Text.Json;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>Datagrams that the AWS X-Ray SDK sent.</summary>
public sealed class RecordedSegmentTests
{
    private readonly ManualTimeProvider _time = new();

    public static TheoryData<string> Datagrams =>
        [.. Directory.GetFiles(Folder, "*.json").Select(static file => Path.GetFileNameWithoutExtension(file))
            .Where(static name => !name.Contains('.', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string Folder => Repository.PathOf("tests", "golden", "xray");

    [Theory]
    [MemberData(nameof(Datagrams))]
    public async Task Every_document_of_the_SDK_is_taken_and_shown_as_it_came(string name)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        byte[] datagram = await File.ReadAllBytesAsync(Path.Combine(Folder, name + ".json"));

        await backend.SendAsync(datagram);

        backend.Server.GetStatus().Signals[0].Rejected.Should().BeEmpty();
        using JsonDocument sent = JsonDocument.Parse(datagram.AsMemory(datagram.AsSpan().IndexOf((byte)'\n')));
        JsonElement trace = await backend.GetAsync("traces/" + sent.RootElement.GetProperty("trace_id").GetString());
        JsonElement.DeepEquals(trace.GetProperty("documents")[0], sent.RootElement).Should().BeTrue();
    }

    [Fact]
    public async Task Subsegments_streamed_apart_from_their_segment_hang_under_it()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);

        await backend.SendAsync(Directory.GetFiles(Folder, "14-streaming-*.json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
        _time.Advance(TimeSpan.FromSeconds(1));

        JsonElement rows = (await backend.GetAsync("traces/" + SegmentText.Trace)).GetProperty("rows");
        rows.GetArrayLength().Should().Be(121);
        rows.EnumerateArray().Skip(1).Should()
            .OnlyContain(static row => row.GetProperty("depth").GetInt32() == 1 && row.GetProperty("service").GetString() == "orders-api");
        JsonElement listed = (await backend.GetAsync("traces")).GetProperty("traces")[0];
        listed.GetProperty("segmentCount").GetInt32().Should().Be(1);
        listed.GetProperty("service").GetString().Should().Be("orders-api");
    }
}
