namespace Shop.Tests;

public sealed class LogEventTests
{
    private static readonly DateTimeOffset Read = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_line_stands_at_the_time_it_gives_itself() =>
        LogEvent.Of("""{"timestamp":"2026-01-02T03:04:04.250Z","level":"Information"}""", Read).Timestamp
            .Should().Be(Read.AddMilliseconds(-750).ToUnixTimeMilliseconds());

    [Theory]
    [InlineData("Unhandled exception. System.InvalidOperationException")]
    [InlineData("{\"level\":\"Information\",\"timestamp\":\"2026-01-02T03:04:04.250Z\"}")]
    [InlineData("{\"timestamp\":\"yesterday\"}")]
    [InlineData("{\"timestamp\":17}")]
    [InlineData("{")]
    [InlineData("[]")]
    public void Any_other_line_stands_at_the_time_it_was_read(string line) =>
        LogEvent.Of(line, Read).Should().Be(new LogEvent(Read.ToUnixTimeMilliseconds(), line));
}
