using Obs.TestSupport;

namespace Obs.Metrics.Tests;

public sealed class WindowTimeTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset Began = new(2026, 1, 2, 3, 4, 3, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new(Began);
    private readonly WindowTime _window;

    public WindowTimeTests() => _window = new WindowTime(Interval, _time);

    [Fact]
    public void The_first_window_ends_on_the_next_multiple_of_the_interval()
    {
        _window.UntilEnd().Should().Be(TimeSpan.FromSeconds(7));
        _time.Advance(TimeSpan.FromSeconds(7));

        _window.Close().Should().Be((Began, Began.AddSeconds(7), TimeSpan.FromSeconds(7)));
        _window.UntilEnd().Should().Be(Interval);
    }

    [Fact]
    public void A_timer_that_is_late_by_milliseconds_does_not_move_the_end()
    {
        _time.Advance(TimeSpan.FromSeconds(7.004));
        _window.Close().End.Should().Be(Began.AddSeconds(7));
        _time.Advance(_window.UntilEnd());

        _window.Close().Should().Be((Began.AddSeconds(7), Began.AddSeconds(17), TimeSpan.FromSeconds(9.996)));
    }

    [Fact]
    public void A_timer_that_is_early_does_not_leave_a_sliver()
    {
        _time.Advance(TimeSpan.FromSeconds(6.99));
        _window.Close().End.Should().Be(Began.AddSeconds(7));

        _window.UntilEnd().Should().Be(TimeSpan.FromSeconds(10.01));
    }

    [Fact]
    public void A_starved_process_gets_a_longer_window_and_loses_no_time()
    {
        _time.Advance(TimeSpan.FromSeconds(20));

        _window.Close().Should().Be((Began, Began.AddSeconds(20), TimeSpan.FromSeconds(20)));
        _window.UntilEnd().Should().Be(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void A_stepped_wall_clock_changes_no_length(int seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(3));
        _time.StepWallClock(TimeSpan.FromSeconds(seconds));
        _time.Advance(TimeSpan.FromSeconds(4));
        (_, DateTimeOffset end, TimeSpan duration) = _window.Close();
        _time.Advance(Interval);

        (end, duration).Should().Be((Began.AddSeconds(7), TimeSpan.FromSeconds(7)));
        _window.Close().Should().Be((Began.AddSeconds(seconds + 7), Began.AddSeconds(seconds + 17), Interval));
    }
}
