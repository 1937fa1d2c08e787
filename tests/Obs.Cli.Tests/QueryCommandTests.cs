using System.IO.Compression;
using System.Text;
using Obs.Insights;

namespace Obs.Cli.Tests;

public sealed class QueryCommandTests : IDisposable
{
    private const string Lines =
        """
        {"timestamp":"2026-01-01T00:00:00.000Z","route":"/a","status":200,"note":"x, \"y\""}
        {"timestamp":"2026-01-01T00:00:01.000Z","route":"/b","status":500}
        {"timestamp":"2026-01-01T00:00:02.000Z","route":"/a","status":404,"note":"two\nlines"}

        """;

    private const string Requests =
        """
        {"timestamp":"2026-01-01T00:00:00.000Z","route":"/a","status":200,"durationMs":5}
        {"timestamp":"2026-01-01T00:00:01.000Z","route":"/b","status":500,"durationMs":7}

        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-query");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Json_is_an_array_of_rows_with_exactly_the_fields_they_have()
    {
        (int code, string output, string error) = await Shell.RunAsync(
            Lines, "query", "--query", "fields @timestamp, status, note | sort status asc", "--format", "json");

        (code, error).Should().Be((0, ""));
        output.Should().Be(
            """
            [
            {"@timestamp":"2026-01-01 00:00:00.000","status":"200","note":"x, \"y\""},
            {"@timestamp":"2026-01-01 00:00:02.000","status":"404","note":"two\nlines"},
            {"@timestamp":"2026-01-01 00:00:01.000","status":"500"}
            ]

            """);
    }

    [Fact]
    public async Task Json_without_rows_is_an_empty_array() =>
        (await Shell.RunAsync(Lines, "query", "--query", "filter status = 1", "--format", "json")).Output.Should().Be("[]\n");

    [Fact]
    public async Task Csv_quotes_what_needs_it_and_leaves_missing_values_empty() =>
        (await Shell.RunAsync(Lines, "query", "--query", "fields status, note | sort status asc", "--format", "csv")).Output
            .Should().Be("status,note\r\n200,\"x, \"\"y\"\"\"\r\n404,\"two\nlines\"\r\n500,\r\n");

    [Fact]
    public async Task A_table_aligns_numbers_right_and_shows_control_characters() =>
        (await Shell.RunAsync(Lines, "query", "--query", "fields status, note | sort status asc")).Output.Should().Be(
            """
            status  note
            ------  ---------
               200  x, "y"
               404  two·lines
               500
            3 rows; 3 of 3 events matched, 236 bytes read

            """);

    [Fact]
    public async Task A_malformed_query_ends_with_code_2_and_shows_the_place()
    {
        (int code, string output, string error) = await Shell.RunAsync(Lines, "query", "--query", "fields a\n| frobnicate b");

        (code, output).Should().Be((2, ""));
        error.Should().Be(
            """
            MalformedQueryException: unknown command frobnicate at line 2 and position 3 (characters 11 to 21)
              | frobnicate b
                ^^^^^^^^^^

            """);
    }

    [Fact]
    public async Task A_query_that_ends_too_early_shows_its_end()
    {
        (int code, _, string error) = await Shell.RunAsync(Lines, "query", "--query", "filter a =");

        code.Should().Be(2);
        error.Should().EndWith("(characters 10 to 10)\n  filter a =\n            ^\n");
    }

    [Fact]
    public async Task Files_plain_and_gzip_are_one_log_and_a_range_cuts_it()
    {
        string plain = Write("a.log", Encoding.UTF8.GetBytes(Lines));
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Lines));
        }

        string gzipped = Write("b.log.gz", packed.ToArray());

        (int code, string output, _) = await Shell.RunAsync(
            "", "query", "--query", "stats count(*) as n by @logStream | sort n desc", "--file", plain, "--file", gzipped,
            "--start", "2026-01-01T00:00:01Z", "--end", "1767225601999", "--format", "csv");

        code.Should().Be(0);
        output.Split("\r\n").Should().BeEquivalentTo("@logStream,n", "a.log,1", "b.log.gz,1", "");
    }

    [Fact]
    public async Task Recorded_events_and_a_query_in_a_file_are_read()
    {
        string events = Write("events.json", """[{"timestamp":1767225600000,"message":"{\"a\":5}","logStream":"s"}]"""u8);
        string query = Write("q.insights", "# what a holds\nfields @logStream, a"u8);

        (int code, string output, _) = await Shell.RunAsync("", "query", "--query-file", query, "--events", events, "--format", "json");

        (code, output).Should().Be((0, "[\n{\"@logStream\":\"s\",\"a\":\"5\"}\n]\n"));
    }

    [Theory]
    [InlineData("[{0}]")]
    [InlineData("{0}\n")]
    public async Task Recorded_events_may_be_packed(string form)
    {
        const string recorded = """{"timestamp":1767225600000,"message":"{\"a\":5}","logStream":"s"}""";
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(form.Replace("{0}", recorded, StringComparison.Ordinal)));
        }

        string events = Write("events.json.gz", packed.ToArray());

        (await Shell.RunAsync("", "query", "--query", "fields a", "--events", events, "--format", "csv")).Output.Should().Be("a\r\n5\r\n");
    }

    [Fact]
    public async Task A_recipe_runs_by_its_name()
    {
        (int code, string output, _) = await Shell.RunAsync(
            Requests, "query", "--recipe", "error-rate-by-route", "--param", "minimum=1", "--param", "top=1", "--format", "csv");

        code.Should().Be(0);
        output.Should().Be("operation,requests,failed,failedPct\r\n/b,1,1,100\r\n");
    }

    [Fact]
    public async Task A_recipe_is_shown_in_full_by_its_name()
    {
        (int code, string output, _) = await Shell.RunAsync("", "query", "recipes", "apdex");

        code.Should().Be(0);
        output.Should().StartWith("apdex (latency): Apdex by route").And.Contain("\n--param t=… (number, default 300): T in milliseconds")
            .And.Contain("\n| stats count(*) as requests").And.Contain("\nLook for: ").And.Contain("\nNext: ");
    }

    [Fact]
    public async Task All_recipes_are_printed_as_saved_queries() =>
        (await Shell.RunAsync("", "query", "recipes", "--definitions")).Output.Should().Be(RecipeBook.ToQueryDefinitions());

    [Fact]
    public async Task The_recipes_are_listed_with_their_purpose()
    {
        (int code, string output, _) = await Shell.RunAsync("", "query", "recipes");

        code.Should().Be(0);
        output.Should().Contain("\nlatency\n").And.MatchRegex("  apdex +Apdex by route: ");
    }

    [Theory]
    [InlineData("exactly one of --query, --recipe and --query-file", "query")]
    [InlineData("exactly one of --query, --recipe and --query-file", "query", "--query", "limit 1", "--recipe", "apdex")]
    [InlineData("There is no recipe nope", "query", "--recipe", "nope")]
    [InlineData("There is no recipe nope", "query", "recipes", "nope")]
    [InlineData("t must be a number; found x", "query", "--recipe", "apdex", "--param", "t=x")]
    [InlineData("nope is not a parameter of it", "query", "--recipe", "apdex", "--param", "nope=1")]
    [InlineData("traceId must be given", "query", "--recipe", "trace-timeline")]
    [InlineData("--param takes name=value; found t", "query", "--recipe", "apdex", "--param", "t")]
    [InlineData("--param goes with --recipe", "query", "--query", "limit 1", "--param", "t=1")]
    [InlineData("Give either --file or --events", "query", "--query", "limit 1", "--file", "a", "--events", "b")]
    [InlineData("soon is not a time", "query", "--query", "limit 1", "--start", "soon")]
    [InlineData("/nowhere/a.log", "query", "--query", "limit 1", "--file", "/nowhere/a.log")]
    [InlineData("/nowhere/q", "query", "--query-file", "/nowhere/q")]
    public async Task What_cannot_be_run_says_why_and_ends_with_code_1(string message, params string[] arguments)
    {
        (int code, _, string error) = await Shell.RunAsync("", arguments);

        code.Should().Be(1);
        error.Should().Contain(message);
    }

    [Fact]
    public async Task Lint_checks_a_query_against_the_fields_of_a_log()
    {
        string log = Write("a.log", Encoding.UTF8.GetBytes(Lines));

        (int code, string output, _) = await Shell.RunAsync("", "query", "lint", "--query", "stats avg(note), avg(nope)", "--file", log);

        code.Should().Be(1);
        output.Should().Be(
            """
            6-15 NumberFromText: avg counts numbers only, and note holds text.
            21-25 UnknownField: No known log line has the field nope.

            """);
    }

    [Fact]
    public async Task Lint_knows_what_our_own_lines_may_carry_though_these_do_not()
    {
        string log = Write("app.log", Encoding.UTF8.GetBytes(Lines));

        (await Shell.RunAsync("", "query", "lint", "--query", "stats pct(durationMs, 99) by exceptionType, clientIp", "--file", log))
            .Code.Should().Be(0);
    }

    [Theory]
    [InlineData(0, "--query", "stats count(*)")]
    [InlineData(0, "--recipe", "apdex")]
    [InlineData(2, "--query", "stats")]
    public async Task Lint_says_by_its_code_whether_something_was_found(int expected, params string[] arguments) =>
        (await Shell.RunAsync("", ["query", "lint", .. arguments])).Code.Should().Be(expected);

    private string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
