using Obs.Delivery.Stopping;
using Obs.TestSupport;

namespace Obs.Delivery.Tests;

public sealed class StopBudgetTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _time = new();
    private readonly StopBudget _budget = new();

    [Theory]
    [InlineData(1, 3.5)]
    [InlineData(3, 4.0)]
    [InlineData(8, 4.5)]
    public void However_many_queues_use_all_their_time_the_rest_of_the_process_has_half_a_second(int queues, double mostSeconds)
    {
        long begun = _time.GetTimestamp();

        for (int i = 0; i < queues; i++)
        {
            _time.Advance(Take(5));
        }

        _time.GetElapsedTime(begun).Should().BeLessThanOrEqualTo(Second * mostSeconds);
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
        Take(1).Should().Be(Second * 0.7);

        Take(60).Should().Be(Second * 42);
        Take(0).Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Who_stops_much_later_begins_anew()
    {
        Take(5);
        _time.Advance(Second * 11);

        Take(5).Should().Be(Second * 3.5);
    }

    private TimeSpan Take(double seconds) => _budget.Take(Second * seconds, _time, out _);
}
