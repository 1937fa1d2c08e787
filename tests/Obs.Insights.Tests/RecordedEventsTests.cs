using System.Text;

namespace Obs.Insights.Tests;

public sealed class RecordedEventsTests
{
    [Theory]
    [InlineData("[{0},{1}]")]
    [InlineData("[\n  {0} ,\n  {1}\n]\n")]
    [InlineData("{0}\n{1}")]
    [InlineData("{0}\r\n{1}\r\n")]
    public async Task An_array_and_one_object_per_line_are_read_alike(string form)
    {
        string first = """{"timestamp":1767225600000,"message":"{\"a\":1}","logStream":"s","log":"1:g","ingestionTime":1767225600005}""";
        string second = """{"message":"text\nmore","timestamp":1767225600001}""";
        string json = form.Replace("{0}", first, StringComparison.Ordinal).Replace("{1}", second, StringComparison.Ordinal);

        List<string> rows = await Run.Query(
            "fields @timestamp, @ingestionTime, @logStream, @log, a, strlen(@message) as n", Recorded(json));

        rows.Should().Equal(
            "@timestamp=2026-01-01 00:00:00.000 @ingestionTime=2026-01-01 00:00:00.005 @logStream=s @log=1:g a=1 n=7",
            "@timestamp=2026-01-01 00:00:00.001 n=9");
    }

    [Fact]
    public async Task Events_across_the_blocks_that_are_read_stay_whole()
    {
        string json = "[" + string.Join(
            ",", Enumerable.Range(0, 3_000).Select(static i => $$"""{"timestamp":{{i}},"message":"{{new string('x', i % 211)}}"}""")) + "]";

        (await Run.Query("stats count(*) as n, sum(strlen(@message)) as s", Recorded(json)))
            .Should().Equal($"n=3000 s={Enumerable.Range(0, 3_000).Sum(static i => i % 211)}");
    }

    [Theory]
    [InlineData("[]", "n=0")]
    [InlineData("", "n=0")]
    public async Task Nothing_is_a_log_without_events(string json, string expected) =>
        (await Run.Query("stats count(*) as n", Recorded(json))).Should().Equal(expected);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[{\"timestamp\":1,")]
    [InlineData("[{\"timestamp\":\"1\",\"message\":\"x\"}]")]
    [InlineData("[{\"timestamp\":1}]")]
    [InlineData("[{\"timestamp\":1,\"message\":tru}]")]
    public async Task What_is_no_recording_is_refused(string json) =>
        await FluentActions.Awaiting(() => Run.Query("stats count(*)", Recorded(json))).Should().ThrowAsync<InvalidDataException>();

    private static LogSource Recorded(string json) => LogSource.FromRecordedEvents(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
