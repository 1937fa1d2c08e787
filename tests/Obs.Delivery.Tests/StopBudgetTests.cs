using Obs.Delivery.Stopping;
using Obs.TestSupport;

namespace Obs.Delivery.Tests;

public sealed class StopBudgetTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new();
    private readonly StopBudget _budget;
    private ProcessorTime _processor;

    public StopBudgetTests() => _budget = new StopBudget(() => _processor);

    [Theory]
    [InlineData(1, 3.0)]
    [InlineData(3, 3.4)]
    [InlineData(8, 4.0)]
    public void However_many_queues_use_all_their_time_the_rest_of_the_process_has_a_second(int queues, double mostSeconds)
    {
        long begun = _time.GetTimestamp();

        StopAll(queues);

        _time.GetElapsedTime(begun).Should().BeLessThanOrEqualTo(Second * mostSeconds);
    }

    [Fact]
    public void What_the_host_needs_before_the_first_queue_is_not_given_twice()
    {
        long begun = _time.GetTimestamp();
        _budget.Announce(_time);
        _time.Advance(Second * 1.5);
        _budget.Announce(_time);

        StopAll(3);

        _time.GetElapsedTime(begun).Should().BeLessThanOrEqualTo(Second * 3.5);
    }

    [Fact]
    public void A_host_that_takes_all_the_time_leaves_the_queues_half_a_second()
    {
        _budget.Announce(_time);
        _time.Advance(Second * 8);

        (Take(5) / Second).Should().BeApproximately(0.25, 0.001, "of the half second left, half is for those that come after it");
    }

    [Theory]
    [InlineData(1, 3.5)]
    [InlineData(30, 3.5)]
    [InlineData(60, 2.3)]
    [InlineData(100, 0.9)]
    [InlineData(1_000, 0.9)]
    public void The_slower_the_machine_the_more_of_the_time_is_left_to_the_rest_of_the_process(int times, double mostSeconds)
    {
        const long RanNanoseconds = 200_000;
        _processor = new ProcessorTime(7, 5);
        long begun = _time.GetTimestamp();
        _budget.Announce(_time);
        _processor = new ProcessorTime(7 + RanNanoseconds, 5 + (RanNanoseconds * (times - 1)));
        _time.Advance(Second * 0.2);

        StopAll(3);

        _time.GetElapsedTime(begun).Should().BeLessThanOrEqualTo(Second * mostSeconds);
    }

    [Fact]
    public void An_application_that_only_takes_its_time_makes_no_machine_slow()
    {
        _budget.Announce(_time);
        _processor = new ProcessorTime(20_000_000, 1_000_000);
        _time.Advance(Second * 2);

        Take(5).Should().Be(Second);
    }

    [Fact]
    public void A_signal_that_ended_nothing_announced_nothing()
    {
        _budget.Announce(_time);
        _time.Advance(Second * 11);
        _processor = new ProcessorTime(1, 1_000_000);

        Take(5).Should().Be(Second * 3);
    }

    [Fact]
    public void A_queue_that_comes_last_has_some_time_too()
    {
        Take(5);
        _time.Advance(Second * 6);

        Take(5).Should().Be(Second * 0.1);
    }

    [Fact]
    public void A_queue_has_no_longer_than_it_wants_and_another_that_wants_more_has_it()
    {
        Take(1).Should().Be(Second * 0.6);

        Take(60).Should().Be(Second * 36);
        Take(0).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Who_stops_much_later_begins_anew()
    {
        Take(5);
        _time.Advance(Second * 11);

        Take(5).Should().Be(Second * 3);
    }

    private void StopAll(int queues)
    {
        for (int i = 0; i < queues; i++)
        {
            _time.Advance(Take(5));
        }
    }

    private TimeSpan Take(double seconds) => _budget.Take(Second * seconds, _time, out _);
}
