namespace Obs.Metrics.Tests;

public sealed class MetricsQueryTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(null, 300)]
    [InlineData("", 300)]
    [InlineData("10s", 10)]
    [InlineData("5m", 300)]
    [InlineData("1h", 3600)]
    [InlineData("90", 90)]
    public void A_window_is_a_number_and_a_unit(string? text, int seconds)
    {
        MetricsQuery.TryParse(text, Hour, out MetricsQuery? query, out string? error).Should().BeTrue(error);

        query!.Window.Should().Be(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5m")]
    [InlineData("2h")]
    [InlineData("s")]
    [InlineData("5 m")]
    [InlineData("1d")]
    [InlineData("live")]
    [InlineData("1.5m")]
    [InlineData("99999999999999999999s")]
    [InlineData("2147483647h")]
    public void Anything_else_is_answered_with_what_is_allowed(string text)
    {
        MetricsQuery.TryParse(text, Hour, out MetricsQuery? query, out string? error).Should().BeFalse();

        query.Should().BeNull();
        error.Should().Be($"window must be seconds, or a whole number with s, m or h (10s, 5m, 1h), from 1s to 3600s; found '{text}'.");
    }

    [Fact]
    public void A_huge_window_is_not_repeated_in_full()
    {
        MetricsQuery.TryParse(new string('9', 1 << 20), Hour, out _, out string? error).Should().BeFalse();

        error!.Length.Should().BeLessThan(200);
    }

    [Fact]
    public void The_default_is_no_longer_than_what_is_kept()
    {
        MetricsQuery.TryParse(null, TimeSpan.FromMinutes(1), out MetricsQuery? query, out _).Should().BeTrue();

        query!.Window.Should().Be(TimeSpan.FromMinutes(1));
    }
}
