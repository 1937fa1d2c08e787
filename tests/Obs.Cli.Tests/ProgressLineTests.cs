using System.Text;
using Obs.Cli.Query;
using Obs.Insights;
using Obs.TestSupport;

namespace Obs.Cli.Tests;

public sealed class ProgressLineTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _error.Dispose();

    [Fact]
    public async Task A_bar_shows_how_much_of_a_file_has_been_read_and_is_wiped_at_the_end()
    {
        ProgressLine progress = await RunAsync(new MemoryStream(Lines), TimeSpan.FromSeconds(2));
        string shown = _error.ToString();

        progress.Clear();

        shown.Should().MatchRegex(@"^\r\[#+\.*\] \d+ %  [\d,]+ events, \d MB, 2 s");
        _error.ToString()[shown.Length..].Should().MatchRegex("^\r +\r$");
    }

    [Fact]
    public async Task Without_a_length_the_events_are_counted()
    {
        await RunAsync(new PipeStream(Lines), TimeSpan.FromSeconds(2));

        _error.ToString().Should().MatchRegex(@"^\r[\d,]+ events, \d MB, 2 s");
    }

    [Fact]
    public async Task A_short_query_shows_nothing()
    {
        ProgressLine progress = await RunAsync(new MemoryStream(Lines), TimeSpan.FromMilliseconds(900));

        progress.Clear();

        _error.ToString().Should().BeEmpty();
    }

    private static byte[] Lines => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":\"some text\"}\n", 60_000)));

    private async Task<ProgressLine> RunAsync(Stream lines, TimeSpan taken)
    {
        var terminal = new Terminal(static () => Stream.Null, TextWriter.Null, _error) { Time = _time };
        var progress = new ProgressLine(terminal);
        _time.Advance(taken);
        await InsightsEngine.RunAsync(
            InsightsQuery.Parse("stats count(*)"), LogSource.FromLines(lines), new InsightsOptions { Progress = progress });
        return progress;
    }

    /// <summary>A stream that does not know its length.</summary>
    private sealed class PipeStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
