using Obs.Threads;

namespace Obs.Delivery.Tests;

public sealed class ThreadSignalTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(TimeSpan.TicksPerMillisecond, 1)]
    [InlineData(TimeSpan.TicksPerMillisecond + 1, 2)]
    [InlineData(-1, 0)]
    [InlineData(-TimeSpan.TicksPerMillisecond, 0)]
    [InlineData(long.MaxValue, int.MaxValue)]
    public void A_fraction_of_a_millisecond_is_waited_for_and_not_asked_for_again_and_again(long ticks, int milliseconds) =>
        ThreadSignal.MillisecondsOf(new TimeSpan(ticks)).Should().Be(milliseconds);
}
