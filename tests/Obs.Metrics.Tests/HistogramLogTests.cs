using System.Globalization;

namespace Obs.Metrics.Tests;

public sealed class HistogramLogTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        var histogram = new Histogram(1, 10_000, 2);
        histogram.Record(5, 7);
        using var log = new StringWriter(CultureInfo.InvariantCulture);
        HistogramLog.WriteHeader(log, DateTimeOffset.UnixEpoch);
        HistogramLog.Write(log, new HistogramLogEntry(1.25, TimeSpan.FromSeconds(2), histogram) { Tag = "a" }, maxValueUnit: 10);

        string[] lines = log.ToString().Split('\n');
        HistogramLogEntry?[] entries = [.. lines.Select(static line =>
        {
            HistogramLog.TryReadLine(line, out HistogramLogEntry? entry, out string? error).Should().BeTrue(error);
            return entry;
        })];

        lines[3].Should().StartWith("Tag=a,1.250,2.000,0.500,HISTFAAA");
        HistogramLogEntry read = entries.OfType<HistogramLogEntry>().Should().ContainSingle().Subject;
        (read.Tag, read.Start, read.Duration, read.Histogram.CountAt(5)).Should().Be(("a", 1.25, TimeSpan.FromSeconds(2), 7));
    }

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("1,x,3,HISTFAAA")]
    [InlineData("1,2,3,***")]
    [InlineData("1,2,3,AAAA")]
    [InlineData("Tag=a,1e300,2,3,AAAA")]
    [InlineData("nonsense")]
    public void A_line_that_is_none_is_said_to_be_none(string line)
    {
        HistogramLog.TryReadLine(line, out HistogramLogEntry? entry, out string? error).Should().BeFalse();

        entry.Should().BeNull();
        error.Should().NotBeEmpty();
    }

    [Fact]
    public void A_tag_that_would_break_the_line_is_refused()
    {
        Action write = static () => HistogramLog.Write(
            TextWriter.Null, new HistogramLogEntry(0, default, new Histogram(2)) { Tag = "a,b" }, maxValueUnit: 1);

        write.Should().Throw<ArgumentException>().WithMessage("*without commas*");
    }
}
