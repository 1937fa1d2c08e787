using System.Globalization;
using System.IO.Compression;
using System.Text;
using Obs.TestSupport;

namespace Obs.Insights.Tests;

public sealed class EngineTests
{
    private const int ManyLines = 20_000;

    public static TheoryData<string> Queries =>
    [
        "stats count(*), pct(d, 99), avg(d), min(d), max(d), count_distinct(id) by bin(5s), route",
        "stats earliest(id), latest(id), sortsFirst(id), sortsLast(id), sum(d) by route",
        "fields id, d | sort d desc, id asc | limit 50",
        "fields id | sort route asc | limit 20",
        "fields id | limit 7",
        "fields id, route | dedup route",
        "fields id, route | sort id asc | dedup route | limit 3",
        "filter route like /[13]$/ | stats count(*) as n by route | sort n desc, route asc",
        "parse id \"i*7*\" as head, tail | stats count(*) by tail | sort tail asc | limit 9",
        "fields d * 2 as twice | filter twice > 100 | stats count(*) as n by bin(1s) | stats max(n), avg(n)",
    ];

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Threads_do_not_show_in_the_result(string query)
    {
        string[] lines = [.. Enumerable.Range(0, ManyLines).Select(Line)];

        List<string> alone = await Run.Query(query, Run.Lines(lines), new InsightsOptions { Parallelism = 1 });
        List<string> together = await Run.Query(query, Run.Lines(lines), new InsightsOptions { Parallelism = 4 });

        alone.Should().NotBeEmpty();
        together.Should().Equal(alone);
    }

    [Fact]
    public async Task Gzip_and_plain_lines_from_files_and_streams_are_read_alike()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join("\r\n", Enumerable.Range(0, ManyLines).Select(Line)));
        byte[] packed = Gzip(text);
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllBytesAsync(file, packed);
        try
        {
            const string query = "stats count(*) as n, sum(d) as s, earliest(@timestamp) as t";
            List<string> expected = await Run.Query(query, LogSource.FromLines(new MemoryStream(text)));

            (await Run.Query(query, LogSource.FromLines(new MemoryStream(packed)))).Should().Equal(expected);
            (await Run.Query(query, LogSource.FromFiles(file))).Should().Equal(expected);
            (await Run.Query("stats count(*) as n by @logStream", LogSource.FromFiles(file, file)))
                .Should().Equal($"@logStream={Path.GetFileName(file)} n={2 * ManyLines}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_line_longer_than_a_block_stays_whole()
    {
        string longText = new('x', 3_000_000);

        List<string> rows = await Run.Query(
            "fields strlen(@message) as n, a", Run.Lines("{\"a\":1}", $"{{\"a\":2,\"t\":\"{longText}\"}}", "{\"a\":3}"));

        rows.Should().Equal("n=7 a=1", "n=3000014 a=2", "n=7 a=3");
    }

    [Fact]
    public async Task A_line_without_a_time_is_left_out_of_a_range_and_counted()
    {
        InsightsQuery query = InsightsQuery.Parse("fields a");
        var options = new InsightsOptions { Start = Run.Start, End = Run.Start.AddSeconds(1) };

        InsightsResult result = await InsightsEngine.RunAsync(
            query,
            Run.Lines(
                """{"timestamp":"2025-12-31T23:59:59.999Z","a":0}""",
                """{"timestamp":"2026-01-01T00:00:00Z","a":1}""",
                """{"timestamp":"2026-01-01T02:00:01.000+02:00","a":2}""",
                """{"timestamp":1767225601001,"a":3}""",
                """{"a":4}""",
                "text"),
            options);

        result.Rows.Select(static r => r["a"]).Should().Equal("1", "2");
        result.Statistics.RecordsScanned.Should().Be(6);
        result.Statistics.RecordsWithoutTime.Should().Be(2);
    }

    [Fact]
    public async Task T20_Groups_beyond_the_memory_allowed_end_in_a_clear_error()
    {
        IEnumerable<LogEvent> events = Run.Events(Enumerable.Range(0, 100_000).Select(static i => $"{{\"id\":\"{i:D40}\"}}"));
        var options = new InsightsOptions { MaxStateBytes = 1024 * 1024 };

        await FluentActions.Awaiting(() => Run.Query("stats count(*) by id", LogSource.FromEvents(events), options))
            .Should().ThrowAsync<InsightsLimitException>().WithMessage("*more than 1048576 bytes. Filter more events out*");
        await FluentActions.Awaiting(() => Run.Query("fields id | sort id asc | filter id > 5", LogSource.FromEvents(events), options))
            .Should().ThrowAsync<InsightsLimitException>();
        (await Run.Query("fields id | sort id desc | limit 1", LogSource.FromEvents(events), options)).Should().ContainSingle();
    }

    [Theory]
    [InlineData("replace(@message, \"a\", \"LONG\")")]
    [InlineData("concat(MANY)")]
    public async Task T20_A_function_that_would_make_a_gigabyte_of_one_event_ends_the_query(string function)
    {
        string made = function.Replace("LONG", new string('b', 9_000), StringComparison.Ordinal)
            .Replace("MANY", string.Join(", ", Enumerable.Repeat("@message", 900)), StringComparison.Ordinal);

        await FluentActions.Awaiting(() => Run.Query($"fields strlen({made}) as n", new string('a', 1 << 20)))
            .Should().ThrowAsync<InsightsLimitException>().WithMessage("*4194304 bytes*");
    }

    [Theory]
    [InlineData("(a+)+$")]
    [InlineData("(a|aa)+$")]
    [InlineData("(.*a){12}$")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    [InlineData("(x+x+)+y")]
    public async Task T18_A_regular_expression_cannot_hang_a_query(string pattern)
    {
        string evil = new string('a', 50_000) + "!";

        List<string> rows = await Run.Query($"filter @message like /{pattern}/ | stats count(*) as n", evil, evil);

        rows.Should().Equal("n=0");
    }

    [Fact]
    public async Task T18_Repetitions_of_repetitions_are_refused_when_the_query_is_read()
    {
        await FluentActions.Awaiting(() => Run.Query("filter @message like /((a{1000}){1000}){1000}/", "a")).Should()
            .ThrowAsync<QuerySyntaxException>();
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_query_with_its_own_failure()
    {
        await FluentActions.Awaiting(() => Run.Query("stats count(*)", LogSource.FromEvents(Broken()))).Should().ThrowAsync<IOException>()
            .WithMessage("gone");

        static IEnumerable<LogEvent> Broken()
        {
            for (int i = 0; i < 5_000; i++)
            {
                yield return new LogEvent(Run.Start, "x");
            }

            throw new IOException("gone");
        }
    }

    [Fact]
    public async Task A_cancelled_query_ends()
    {
        using var cancellation = new CancellationTokenSource();

        await FluentActions.Awaiting(
            () => InsightsEngine.RunAsync(InsightsQuery.Parse("stats count(*)"), LogSource.FromEvents(Endless()), cancellation.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        IEnumerable<LogEvent> Endless()
        {
            for (int i = 0; ; i++)
            {
                if (i == 10_000)
                {
                    cancellation.Cancel();
                }

                yield return new LogEvent(Run.Start, "x");
            }
        }
    }

    [Fact]
    public async Task A_limit_without_a_sort_stops_reading()
    {
        int read = 0;
        IEnumerable<LogEvent> events = Run.Events(Enumerable.Range(0, 1_000_000).Select(i =>
        {
            read++;
            return "x";
        }));

        (await Run.Query("limit 3", LogSource.FromEvents(events))).Should().HaveCount(3);
        read.Should().BeLessThan(100_000);
    }

    [Fact]
    public async Task Now_is_the_second_at_which_the_query_began()
    {
        var time = new ManualTimeProvider();

        List<string> rows = await Run.Query(
            "fields now() as n | limit 1", LogSource.FromEvents(Run.Events(["x"])), new InsightsOptions { Time = time });

        rows.Should().Equal($"n={time.GetUtcNow().ToUnixTimeSeconds()}");
    }

    [Theory]
    [InlineData(0, 1L << 30, 1)]
    [InlineData(100_001, 1L << 30, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(1, 1L << 30, 0)]
    public void Options_out_of_range_are_refused(int rows, long bytes, int threads)
    {
        var options = new InsightsOptions { MaxRows = rows, MaxStateBytes = bytes, Parallelism = threads };

        FluentActions.Invoking(() => { _ = InsightsEngine.RunAsync(InsightsQuery.Parse("limit 1"), Run.Lines("x"), options); })
            .Should().Throw<ArgumentOutOfRangeException>();
    }

    private static string Line(int i) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"timestamp":"{{Run.Start.AddMilliseconds(i * 3):yyyy-MM-ddTHH:mm:ss.fffZ}}","id":"i{{i * 7919 % ManyLines}}","route":"/r{{i % 5}}","d":{{i % 97 / 4.0}}}""");

    private static byte[] Gzip(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }
}
