using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

public sealed class StoreTests : IDisposable
{
    private const string BackToVersion5 = """
        ALTER TABLE terms RENAME TO terms_of_6; CREATE TABLE terms(term INTEGER, trace INTEGER, PRIMARY KEY(term, trace)) WITHOUT ROWID;
        INSERT INTO terms SELECT term, trace FROM terms_of_6; DROP TABLE terms_of_6; DROP TABLE environments; DROP TABLE links;
        DROP INDEX log_events_find; CREATE INDEX log_events_time ON log_events(time);
        CREATE INDEX segments_environment ON segments(environment, start) WHERE environment IS NOT NULL;
        CREATE INDEX log_events_environment ON log_events(environment, time) WHERE environment IS NOT NULL; PRAGMA user_version=5;
        """;

    private const string BackToVersion4 = BackToVersion5 + """
        DROP INDEX segments_environment; DROP INDEX log_events_environment;
        ALTER TABLE segments DROP COLUMN environment; ALTER TABLE log_events DROP COLUMN environment; PRAGMA user_version=4;
        """;

    /// <summary>Takes away what version 4 works out of documents as they are written.</summary>
    private const string BackToVersion3 = BackToVersion4 + """
        DROP TABLE nodes; DROP TABLE terms; DROP TABLE minutes; DROP INDEX traces_find; CREATE INDEX traces_start ON traces(start);
        ALTER TABLE traces DROP COLUMN response; ALTER TABLE traces DROP COLUMN flags; ALTER TABLE traces DROP COLUMN nodes;
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-local-");
    private readonly ManualTimeProvider _time = new();

    private string File => Path.Combine(_folder.FullName, "store.db");

    [Fact]
    public async Task What_was_stored_is_there_after_a_restart()
    {
        await using (LocalBackend first = await LocalBackend.StartAsync(_time, File))
        {
            await first.SendSegmentsAsync(Segment("00000000000000a1", "shop"));
        }

        await using LocalBackend second = await LocalBackend.StartAsync(_time, File);

        (await second.GetAsync("traces/" + Trace)).GetProperty("rows").GetArrayLength().Should().Be(1);
        second.Server.GetStatus().StoredSegments.Should().Be(1);
    }

    [Fact]
    public async Task What_was_stored_survives_a_process_that_never_closed_its_files()
    {
        await using LocalBackend killed = await LocalBackend.StartAsync(_time, File);
        await killed.SendSegmentsAsync(Segment("00000000000000a1", "shop"));
        string copy = Path.Combine(_folder.FullName, "copy.db");
        System.IO.File.Copy(File, copy);
        System.IO.File.Copy(File + "-wal", copy + "-wal");

        await using LocalBackend next = await LocalBackend.StartAsync(_time, copy);

        (await next.GetAsync("traces/" + Trace)).GetProperty("rows").GetArrayLength().Should().Be(1);
    }

    [Theory]
    [InlineData("PRAGMA user_version=99; PRAGMA application_id=1329746764; CREATE TABLE t(x)", "made by a newer Obs")]
    [InlineData("CREATE TABLE customers(x)", "database of something else")]
    public async Task A_file_of_another_kind_or_version_is_refused_and_left_alone(string sql, string message)
    {
        Execute(sql);

        Func<Task> start = () => LocalBackend.StartAsync(_time, File);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage($"*{message}*");
    }

    [Theory]
    [InlineData(1, BackToVersion3 + "ALTER TABLE traces DROP COLUMN route; DROP TABLE resources; DROP TABLE alarm_history; PRAGMA user_version=1")]
    [InlineData(2, BackToVersion3 + "DROP TABLE resources; DROP TABLE alarm_history; PRAGMA user_version=2")]
    [InlineData(3, BackToVersion3 + "PRAGMA user_version=3")]
    [InlineData(4, BackToVersion4)]
    [InlineData(5, BackToVersion5)]
    public async Task A_file_of_an_older_version_is_brought_up(int version, string backTo)
    {
        await using (LocalBackend first = await LocalBackend.StartAsync(_time, File))
        {
            await first.SendSegmentsAsync(Segment(
                "00000000000000a1", "shop",
                more: ",\"annotations\":{\"plan\":\"gold\"},\"metadata\":{\"service\":{\"environment\":\"staging\"}}"));
        }

        Execute(backTo);
        await using LocalBackend second = await LocalBackend.StartAsync(_time, File);
        await second.SendSegmentsAsync(Segment(
            "00000000000000a2", "shop", at: 1, trace: "1-5759e988-00000000000000000000000a",
            more: ",\"metadata\":{\"http\":{\"route\":\"/cart\"}}"));
        _time.Advance(TimeSpan.FromSeconds(2));

        (await second.GetAsync("traces?from=0")).GetProperty("traces").EnumerateArray()
            .Select(static trace => trace.GetProperty("route").GetString())
            .Should().Equal(["/cart", null], "version {0} has no more than that", version);
        (await second.CallXRayAsync("CreateGroup", """{"GroupName":"kept"}""")).Status.Should().Be(200);
        foreach (string filter in new[] { "annotation.plan = \"gold\"", "responsetime < 1 AND service(\"shop\")", "!fault" })
        {
            (await second.GetAsync("traces?from=0&filter=" + Uri.EscapeDataString(filter))).GetProperty("traces").EnumerateArray()
                .Select(static trace => trace.GetProperty("id").GetString()).Should().Contain(Trace, "{0} finds what version {1} kept", filter, version);
        }

        (await second.GetAsync("environments?from=0")).GetProperty("environments")[0].GetString().Should().Be("staging");
        (await second.GetAsync("traces?from=0&environment=staging")).GetProperty("traces").GetArrayLength().Should().Be(1);
        (await second.GetAsync("map?from=0")).GetProperty("nodes").EnumerateArray().Single(
            static node => node.GetProperty("type").GetString() == "service").GetProperty("total").GetInt64().Should().Be(2);
    }

    [Fact]
    public async Task What_is_too_old_is_trimmed()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await backend.SendSegmentsAsync(
            Segment("00000000000000a1", "shop", more: ",\"metadata\":{\"service\":{\"environment\":\"staging\"}}"));
        _time.Advance(TimeSpan.FromDays(8));

        await backend.SendSegmentsAsync(Segment("00000000000000a2", "shop", trace: "1-5759e988-00000000000000000000000a"));
        await backend.SendAsync();

        (await backend.GetRawAsync("api/local/traces/" + Trace)).Status.Should().Be(404);
        (await backend.GetAsync("environments?from=0")).GetProperty("environments").GetArrayLength().Should().Be(0);
        backend.Server.GetStatus().StoredSegments.Should().Be(1);
    }

    [Fact]
    public async Task T21_The_store_keeps_within_its_bytes_by_trimming_the_oldest()
    {
        var options = new ObsLocalOptions { Port = 0, UdpPort = 0, MaxBytes = 16 << 20 };
        await using var server = new ObsLocalServer(options, _time);
        await server.StartAsync();
        using var http = new HttpClient { BaseAddress = server.HttpAddress };
        string padding = new('x', 8_000);

        for (int request = 0; request < 30; request++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            IEnumerable<string> documents = Enumerable.Range(0, 100).Select(index =>
                JsonSerializer.Serialize(Segment(
                    $"{(request * 100) + index:x16}",
                    "shop",
                    trace: $"1-5759e988-{(request * 100) + index:x24}",
                    more: $",\"metadata\":{{\"default\":{{\"x\":\"{padding}\"}}}}")));
            using var content = new StringContent(
                $"{{\"TraceSegmentDocuments\":[{string.Join(',', documents)}]}}", Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await http.PostAsync(new Uri("TraceSegments", UriKind.Relative), content);
            response.IsSuccessStatusCode.Should().BeTrue();
        }

        await server.FlushAsync();
        await server.FlushAsync();

        ObsLocalStatus status = server.GetStatus();
        status.Signals[0].Stored.Should().Be(3_000);
        status.StoreBytes.Should().BeLessThanOrEqualTo(options.MaxBytes);
        status.StoredSegments.Should().BeInRange(500, 2_500);
        (await http.GetAsync(new Uri($"api/local/traces/1-5759e988-{2_999:x24}", UriKind.Relative))).IsSuccessStatusCode.Should().BeTrue();
        (await http.GetAsync(new Uri($"api/local/traces/1-5759e988-{0:x24}", UriKind.Relative))).IsSuccessStatusCode.Should().BeFalse();
    }

    [Fact]
    public async Task A_complete_document_replaces_the_one_in_progress_and_never_the_other_way_round()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        string started = $$"""{"trace_id":"{{Trace}}","id":"00000000000000a1","name":"shop","start_time":{{Start}},"in_progress":true}""";
        string complete = Segment("00000000000000a1", "shop");

        await backend.SendSegmentsAsync(started);
        _time.Advance(TimeSpan.FromSeconds(1));
        bool partial = (await backend.GetAsync("traces")).GetProperty("traces")[0].GetProperty("partial").GetBoolean();
        await backend.SendSegmentsAsync(complete, started, complete);

        partial.Should().BeTrue();
        (await backend.GetAsync("traces")).GetProperty("traces")[0].GetProperty("partial").GetBoolean().Should().BeFalse();
        ObsLocalSignalStatus traces = backend.Server.GetStatus().Signals[0];
        traces.Accepted.Should().Be(4);
        traces.Stored.Should().Be(2);
        traces.Dropped.Should().Equal(new Dictionary<string, long> { ["duplicate"] = 2 });
        backend.Server.GetStatus().Services.Should().ContainSingle().Which.Segments.Should().Be(1);
    }

    [Fact]
    public async Task Numbered_datagrams_that_never_came_are_counted_as_lost()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);

        await backend.SendAsync(new[] { 1, 2, 5, 9 }.Select(static number => Encoding.UTF8.GetBytes(
            $"{{\"format\":\"json\",\"version\":1,\"s\":\"shop-1\",\"n\":{number}}}\n" + Segment($"00000000000000a{number}", "shop"))));

        ObsLocalStreamStatus stream = backend.Server.GetStatus().Streams.Should().ContainSingle().Subject;
        (stream.Stream, stream.Received, stream.Lost).Should().Be(("shop-1", 4, 5));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
