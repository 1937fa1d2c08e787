using Obs.Delivery.Sending;

namespace Obs.Delivery.Tests;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Base = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(60);

    [Fact]
    public void The_bound_doubles_up_to_its_maximum_and_begins_again_after_a_success()
    {
        var policy = new RetryPolicy(Base, Max, new FixedRandom(1));

        double[] delays = [.. Enumerable.Range(0, 12).Select(_ => policy.NextDelay(null).TotalSeconds)];
        policy.OnDelivered();

        delays.Should().Equal(0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 51.2, 60, 60, 60);
        policy.NextDelay(null).Should().BeLessThan(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData(-1, 0.1)]
    [InlineData(0, 0.1)]
    [InlineData(5, 5)]
    [InlineData(1e9, 60)]
    public void F03_what_the_receiver_asks_for_is_believed_within_limits(double askedSeconds, double expectedSeconds)
    {
        var policy = new RetryPolicy(Base, Max, new FixedRandom(0));

        policy.NextDelay(TimeSpan.FromSeconds(askedSeconds)).TotalSeconds.Should().Be(expectedSeconds);
    }

    [Fact]
    public void Jitter_goes_on_top_of_what_the_receiver_asks_for()
    {
        var policy = new RetryPolicy(Base, Max, new FixedRandom(0.5));

        policy.NextDelay(TimeSpan.FromSeconds(1)).Should().Be(TimeSpan.FromSeconds(1.1));
    }

    [Fact]
    public void Once_retries_are_no_longer_the_exception_none_is_quick()
    {
        var policy = new RetryPolicy(Base, Max, new FixedRandom(0));

        TimeSpan[] delays = [.. Enumerable.Range(0, 10).Select(_ => policy.NextDelay(null))];
        policy.OnDelivered();

        delays.Should().OnlyContain(static delay => delay == TimeSpan.Zero);
        policy.NextDelay(null).Should().Be(TimeSpan.FromSeconds(3.2));
    }

    private sealed class FixedRandom(double value) : Random
    {
        public override double NextDouble() => value;
    }
}
