using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Obs.Local.Metrics;
using Obs.Local.Runs;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

public sealed class RunTests : IDisposable
{
    private static readonly long From = (long)(Start * 1_000) - 60_000;
    private static readonly long To = From + 120_000;

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task A_run_is_named_listed_and_removed()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);

        (await NameAsync(backend, "before")).Should().Be(HttpStatusCode.OK);
        (await NameAsync(backend, "before")).Should().Be(HttpStatusCode.Conflict);
        JsonElement listed = (await backend.GetAsync("runs")).GetProperty("runs");
        (await ChangeAsync(backend, HttpMethod.Delete, "runs?name=before", content: null)).Status.Should().Be(HttpStatusCode.OK);

        listed.GetArrayLength().Should().Be(1);
        (listed[0].GetProperty("name").GetString(), listed[0].GetProperty("from").GetInt64(), listed[0].GetProperty("to").GetInt64())
            .Should().Be(("before", From, To));
        (await backend.GetAsync("runs")).GetProperty("runs").GetArrayLength().Should().Be(0);
        (await ChangeAsync(backend, HttpMethod.Delete, "runs?name=before", content: null)).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"name":"a/b","from":1,"to":2}""", "name must be")]
    [InlineData("""{"name":"../a","from":1,"to":2}""", "name must be")]
    [InlineData("""{"name":"a","from":2,"to":2}""", "from must be before to")]
    [InlineData("""{"name":"a","from":"x","to":2}""", "The body must be")]
    [InlineData("""{"from":1,"to":2}""", "The body must be")]
    [InlineData("[]", "The body must be")]
    public async Task T17_A_run_that_is_none_is_refused(string body, string message)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);

        (HttpStatusCode status, byte[] answer) = await ChangeAsync(backend, HttpMethod.Post, "runs", Json(body));

        status.Should().Be(HttpStatusCode.BadRequest);
        Encoding.UTF8.GetString(answer).Should().Contain(message);
    }

    [Fact]
    public async Task A_run_goes_into_one_file_and_comes_back_whole()
    {
        string file = await ExportAsync("before", Segment("00000000000000a1", "shop"));
        await using LocalBackend other = await LocalBackend.StartAsync(_time);

        (HttpStatusCode status, byte[] answer) = await ImportAsync(other, file, "?name=imported");

        status.Should().Be(HttpStatusCode.OK, Encoding.UTF8.GetString(answer));
        (await other.GetAsync("runs")).GetProperty("runs")[0].GetProperty("name").GetString().Should().Be("imported");
        (await other.GetAsync("traces/" + Trace)).GetProperty("rows").GetArrayLength().Should().Be(1);
        (await other.GetAsync("metrics")).GetProperty("metrics")[0].GetProperty("name").GetString().Should().Be("Latency");
        (await other.GetAsync("logs?from=0")).GetProperty("entries")[0].GetProperty("message").GetString().Should().Be("a line");
        other.Server.GetStatus().Signals.Select(static signal => signal.Stored).Should().Equal(1, 1, 1);
    }

    [Fact]
    public async Task An_exported_run_is_a_store_like_any_other()
    {
        string file = await ExportAsync("before", Segment("00000000000000a1", "shop"));

        StoredServiceMap.Render(file, ServiceMapFormat.Text, DateTimeOffset.UnixEpoch, _time.GetUtcNow().AddMinutes(1), service: null)
            .Should().Contain("shop");
        await using LocalBackend opened = await LocalBackend.StartAsync(_time, file);
        (await opened.GetAsync("traces/" + Trace)).GetProperty("rows").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task What_would_mix_with_a_run_or_is_no_run_is_not_imported()
    {
        string file = await ExportAsync("before", Segment("00000000000000a1", "shop"));
        await using LocalBackend busy = await LocalBackend.StartAsync(_time);
        await busy.SendSegmentsAsync(Segment("00000000000000b1", "cart"));

        (await ImportAsync(busy, file, "")).Status.Should().Be(HttpStatusCode.Conflict);
        (await busy.GetAsync("runs")).GetProperty("runs").GetArrayLength().Should().Be(0);
        busy.Server.GetStatus().StoredSegments.Should().Be(1);
    }

    [Theory]
    [InlineData(null, "file is not a database")]
    [InlineData("PRAGMA application_id=7", "a database of something else")]
    [InlineData("PRAGMA user_version=99", "made by a newer Obs")]
    [InlineData("DELETE FROM resources", "not a run that was exported")]
    [InlineData("DROP TABLE resources", "The file is damaged")]
    [InlineData("UPDATE resources SET body = 'no JSON'", "The file is damaged")]
    [InlineData("UPDATE resources SET body = '{}'", "The file is damaged")]
    [InlineData("DROP TABLE segments", "The file is damaged")]
    [InlineData("DROP TABLE data", "what was read before that has been taken in")]
    public async Task A_file_that_is_no_run_is_refused_in_words_that_name_no_place_on_the_machine(string? damage, string problem)
    {
        string file = await ExportAsync("before", Segment("00000000000000a1", "shop"));
        await DamageAsync(file, damage);
        await using LocalBackend other = await LocalBackend.StartAsync(_time);

        (HttpStatusCode status, byte[] answer) = await ImportAsync(other, file, "");

        status.Should().Be(HttpStatusCode.Conflict);
        Encoding.UTF8.GetString(answer).Should().Contain(problem).And.NotContain("run.db").And.NotContain(Path.GetTempPath());
    }

    [Fact]
    public async Task While_a_run_has_a_name_age_removes_nothing_of_it()
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await backend.SendSegmentsAsync(Segment("00000000000000a1", "shop"));
        await NameAsync(backend, "kept");
        _time.Advance(TimeSpan.FromDays(8));
        await backend.SendSegmentsAsync(Segment("00000000000000a2", "shop", trace: "1-5759e988-00000000000000000000000a"));
        await backend.SendAsync();
        long kept = backend.Server.GetStatus().StoredSegments;

        await ChangeAsync(backend, HttpMethod.Delete, "runs?name=kept", content: null);
        _time.Advance(TimeSpan.FromMinutes(1));
        await backend.SendSegmentsAsync(Segment("00000000000000a3", "shop", trace: "1-5759e988-00000000000000000000000b"));
        await backend.SendAsync();

        kept.Should().Be(2);
        backend.Server.GetStatus().StoredSegments.Should().Be(2);
    }

    [Fact]
    public async Task Two_files_are_set_side_by_side()
    {
        string before = await ExportAsync("before", [.. Requests(count: 1_000, seconds: 0.1, faults: 10)]);
        string after = await ExportAsync("after", [.. Requests(count: 1_000, seconds: 0.2, faults: 100)]);

        using JsonDocument json = JsonDocument.Parse(StoredRuns.Compare(before, after, RunComparisonFormat.Json));
        string text = StoredRuns.Compare(before, after, RunComparisonFormat.Text);

        JsonElement row = json.RootElement.GetProperty("rows").EnumerateArray()
            .Single(static row => row.GetProperty("service").GetString() == "shop"
            && row.GetProperty("operation").ValueKind == JsonValueKind.Null);
        row.GetProperty("base").GetProperty("faultRate").GetDouble().Should().Be(0.01);
        row.GetProperty("other").GetProperty("faultRate").GetDouble().Should().Be(0.1);
        row.GetProperty("base").GetProperty("p95").GetDouble().Should().BeApproximately(100, 0.1);
        row.GetProperty("other").GetProperty("p95").GetDouble().Should().BeApproximately(200, 0.1);
        row.GetProperty("differs").GetProperty("faultRate").GetBoolean().Should().BeTrue();
        row.GetProperty("differs").GetProperty("p95").GetBoolean().Should().BeTrue();
        text.Should().StartWith("before > after\n").And.MatchRegex(@"shop +\(all\) .*1 > 10\* +100 > 200\*");
    }

    [Theory]
    [InlineData(1, 1_000, 60, 1_000, true)]
    [InlineData(50, 1_000, 60, 1_000, false)]
    [InlineData(0, 1_000, 0, 1_000, false)]
    [InlineData(0, 10, 1, 10, null)]
    [InlineData(0, 0, 1, 10, null)]
    public void Shares_differ_by_more_than_chance_or_it_cannot_be_told(
        double first, double firstOf, double second, double secondOf, bool? expected) =>
        Significance.OfShares(first, firstOf, second, secondOf).Should().Be(expected);

    [Theory]
    [InlineData(1_000, 1_000, 1.0, false)]
    [InlineData(1_000, 1_000, 1.5, true)]
    [InlineData(20, 1_000, 1.5, null)]
    public void Percentiles_differ_by_more_than_chance_or_it_cannot_be_told(int first, int second, double factor, bool? expected) =>
        Significance.OfPercentiles(Bucket(first, 1), Bucket(second, factor), 95).Should().Be(expected);

    public void Dispose() => _folder.Dispose();

    private static MetricBucket Bucket(int count, double factor)
    {
        var bucket = new MetricBucket();
        for (int index = 0; index < count; index++)
        {
            double value = factor * (100 + (100.0 * index / count));
            bucket.Add(1, value, value, value, []);
        }

        return bucket;
    }

    private static IEnumerable<string> Requests(int count, double seconds, int faults) => Enumerable.Range(0, count).Select(index =>
        $$"""
        {"trace_id":"1-5759e988-{{index:x24}}","id":"{{index:x16}}","name":"shop","start_time":{{Start}},"end_time":{{Start + seconds}}{{(index < faults ? ",\"fault\":true" : "")}} }
        """);

    /// <summary>A backend with the segments, a metric and a log event, whose run is written into a file.</summary>
    private async Task<string> ExportAsync(string name, params string[] segments)
    {
        await using LocalBackend backend = await LocalBackend.StartAsync(_time);
        await backend.Server.ImportAsync(new StringReader(string.Join('\n', segments)), "/import", "segments");
        await backend.Server.ImportAsync(new StringReader($$"""{"timestamp":{{From + 1_000}},"message":"a line"}"""), "/import", "lines");
        await backend.CallAsync("GraniteServiceVersion20100801.PutMetricData", $$"""
            {"Namespace":"Shop","MetricData":[{"MetricName":"Latency","Timestamp":{{(From / 1_000) + 1}},"Value":7}]}
            """);
        await NameAsync(backend, name);
        string file = Path.Combine(_folder.Path, name + ".db");
        await File.WriteAllBytesAsync(
            file, await backend.Http.GetByteArrayAsync(new Uri("api/local/runs/export?name=" + name, UriKind.Relative)));
        return file;
    }

    private static async Task DamageAsync(string file, string? statement)
    {
        if (statement is null)
        {
            await File.WriteAllTextAsync(file, "no database at all");
            return;
        }

        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<HttpStatusCode> NameAsync(LocalBackend backend, string name) =>
        (await ChangeAsync(backend, HttpMethod.Post, "runs", Json($$"""{"name":"{{name}}","from":{{From}},"to":{{To}}}"""))).Status;

    private static async Task<(HttpStatusCode Status, byte[] Answer)> ImportAsync(LocalBackend backend, string file, string query)
    {
        var content = new ByteArrayContent(await File.ReadAllBytesAsync(file));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.sqlite3");
        return await ChangeAsync(backend, HttpMethod.Post, "runs/import" + query, content);
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static async Task<(HttpStatusCode Status, byte[] Answer)> ChangeAsync(
        LocalBackend backend, HttpMethod method, string path, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, new Uri("api/local/" + path, UriKind.Relative)) { Content = content };
        request.Headers.Add("X-Obs-Token", (await backend.GetAsync("session")).GetProperty("token").GetString());
        using HttpResponseMessage response = await backend.Http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync());
    }
}
