using System.Globalization;
using System.Text.Json;
using Obs.Insights;
using Obs.Local.Logs;
using Obs.Local.Store;
using Obs.TestSupport;

namespace Obs.Local.Tests;

/// <summary>What an Insights query reads: many rows of several groups, in blocks.</summary>
public sealed class LogScanTests : IDisposable
{
    private const int Lines = 6_000; // More than two blocks.
    private const long Begin = 1_700_000_000_000;

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(Begin + Lines));

    [Theory]
    [InlineData(":memory:")]
    [InlineData("store.db")]
    public async Task It_reads_the_groups_and_the_time_that_were_asked_for_the_newest_first(string store)
    {
        string file = store == Database.InMemory ? store : Path.Combine(_folder.Path, store);
        await using LocalBackend backend = await LocalBackend.StartAsync(_time, file);
        await PutAsync(backend, "/a", 0);
        await PutAsync(backend, "/b", 1);

        string all = await QueryAsync(backend, "stats count(*) as n, min(n), max(n)", "/a", "/b");
        string one = await QueryAsync(backend, "stats count(*) as n, sum(n % 2), count_distinct(@log)", "/b");
        string newest = await QueryAsync(backend, "fields n, @log, @logStream | limit 2", "/a", "/b");

        all.Should().Be($"{Lines} 0 {Lines - 1}");
        one.Should().Be($"{Lines / 2} {Lines / 2} 1");
        newest.Should().Be($"{Lines - 1} 000000000000:/b one|{Lines - 3} 000000000000:/b one");
    }

    [Fact]
    public async Task A_short_time_touches_only_its_rows_and_what_comes_later_is_not_read()
    {
        string file = Path.Combine(_folder.Path, "store.db");
        await using LocalBackend backend = await LocalBackend.StartAsync(_time, file);
        await PutAsync(backend, "/a", 0);
        using Database database = Database.OpenReadOnly(file);
        var whole = new LogScan(database, ["/a"], Begin, Begin + Lines);
        var some = new LogScan(database, ["/a"], Begin + 100, Begin + 110);
        var none = new LogScan(database, ["/c"], Begin, Begin + Lines);
        await PutAsync(backend, "/a", 1);

        List<LogEvent> read = [.. whole.Blocks().SelectMany(static block => block())];

        read.Should().HaveCount(Lines / 2).And.BeInDescendingOrder(static item => item.Timestamp);
        some.Blocks().Should().ContainSingle().Which().Should().HaveCount(6);
        none.Blocks().Should().BeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Every other number, each a millisecond after the one before.</summary>
    private static async Task PutAsync(LocalBackend backend, string group, int first)
    {
        await backend.CallAsync("Logs_20140328.CreateLogGroup", $$"""{"logGroupName":"{{group}}"}""");
        await backend.CallAsync("Logs_20140328.CreateLogStream", $$"""{"logGroupName":"{{group}}","logStreamName":"one"}""");
        IEnumerable<string> events = Enumerable.Range(0, Lines / 2).Select(number => (number * 2) + first)
            .Select(static n => string.Create(CultureInfo.InvariantCulture, $$"""{"timestamp":{{Begin + n}},"message":"{\"n\":{{n}}}"}"""));
        (int status, JsonElement body) = await backend.CallAsync(
            "Logs_20140328.PutLogEvents",
            $$"""{"logGroupName":"{{group}}","logStreamName":"one","logEvents":[{{string.Join(',', events)}}]}""");
        status.Should().Be(200, body.ToString());
    }

    private static async Task<string> QueryAsync(LocalBackend backend, string query, params string[] groups)
    {
        (int status, JsonElement started) = await backend.CallAsync("Logs_20140328.StartQuery", $$"""
            {"startTime":{{(Begin / 1_000) - 1}},"endTime":{{(Begin / 1_000) + 60}},"logGroupNames":{{JsonSerializer.Serialize(groups)}},
             "queryString":{{JsonSerializer.Serialize(query)}}}
            """);
        status.Should().Be(200, started.ToString());
        string ask = $$"""{"queryId":"{{started.GetProperty("queryId").GetString()}}"}""";
        (_, JsonElement results) = await Eventually.GetAsync(
            () => backend.CallAsync("Logs_20140328.GetQueryResults", ask),
            static answer => answer.Body.GetProperty("status").GetString() != "Running");
        return string.Join('|', results.GetProperty("results").EnumerateArray().Select(static row => string.Join(
            ' ',
            row.EnumerateArray().Where(static field => field.GetProperty("field").GetString() != "@ptr")
                .Select(static field => field.GetProperty("value").GetString()))));
    }
}
