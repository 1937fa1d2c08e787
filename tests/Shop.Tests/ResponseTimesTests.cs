using Obs.Metrics;
using Obs.TestSupport;
using Shop.Traffic;

namespace Shop.Tests;

public sealed class ResponseTimesTests
{
    private readonly ResponseTimes _times = new(expectedInterval: TimeSpan.FromMilliseconds(100));

    [Fact]
    public void A_wait_longer_than_the_interval_stands_for_the_requests_that_were_held_back()
    {
        _times.Record(TimeSpan.FromMilliseconds(1_000));
        _times.Record(TimeSpan.FromMilliseconds(20));

        _times.ReadMeasured().TotalCount.Should().Be(2);
        _times.ReadCorrected().TotalCount.Should().Be(11);
        (_times.ReadCorrected().ValueAtPercentile(50) * ResponseTimes.Unit).Should().BeApproximately(500, 1);
    }

    [Fact]
    public void What_was_taken_for_the_log_still_counts()
    {
        _times.Record(TimeSpan.FromMilliseconds(10));
        _times.TakeInterval().TotalCount.Should().Be(1);
        _times.Record(TimeSpan.FromMilliseconds(10));

        _times.ReadMeasured().TotalCount.Should().Be(2);
        _times.ReadCorrected().TotalCount.Should().Be(2);
        _times.TakeInterval().TotalCount.Should().Be(1);
    }

    [Fact]
    public async Task The_log_holds_everything_once_and_is_read_back()
    {
        var time = new ManualTimeProvider();
        var text = new StringWriter();
        var log = new ResponseTimesLog(text, _times, time);
        using var stop = new CancellationTokenSource();

        Task writing = log.RunAsync(stop.Token);
        _times.Record(TimeSpan.FromMilliseconds(20));
        time.Advance(TimeSpan.FromSeconds(3));
        log.WriteInterval();
        _times.Record(TimeSpan.FromMilliseconds(40));
        time.Advance(TimeSpan.FromSeconds(1));
        log.WriteInterval();
        await stop.CancelAsync();
        await writing.WaitAsync(Patience.Limit);

        HistogramLogEntry[] entries = [.. text.ToString().Split('\n').Select(Read).OfType<HistogramLogEntry>()];
        entries.Select(static entry => (entry.Start, entry.Duration.TotalSeconds, entry.Histogram.TotalCount))
            .Should().Equal((0, 3, 1), (3, 1, 1));
        text.ToString().Should().MatchRegex("\n3.000,1.000,40.0..,");
    }

    private static HistogramLogEntry? Read(string line)
    {
        HistogramLog.TryReadLine(line, out HistogramLogEntry? entry, out string? error).Should().BeTrue(error);
        return entry;
    }
}
