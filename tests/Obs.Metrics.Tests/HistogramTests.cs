namespace Obs.Metrics.Tests;

public sealed class HistogramTests
{
    [Theory]
    [InlineData(0, 10, 2, "lowest trackable value must be 1 or more; found 0")]
    [InlineData(10, 19, 2, "at least twice the lowest, 10; found 19")]
    [InlineData(1, 10, 0, "significant digits must be 1 to 5; found 0")]
    [InlineData(1, 10, 6, "significant digits must be 1 to 5; found 6")]
    [InlineData(1L << 60, long.MaxValue, 5, "cannot be kept of values from 1152921504606846976 on")]
    public void A_range_that_cannot_be_kept_is_named(long lowest, long highest, int digits, string reason)
    {
        Action create = () => _ = new Histogram(lowest, highest, digits);

        create.Should().Throw<ArgumentException>().WithMessage($"*{reason}*");
    }

    [Fact]
    public void What_cannot_be_counted_is_rejected_and_never_throws()
    {
        var histogram = new Histogram(1, 1_000, 2);
        histogram.Record(5, long.MaxValue - 1);

        histogram.Record(-1);
        histogram.Record(long.MinValue, 3);
        histogram.Record(5, -7);
        histogram.Record(long.MaxValue);
        histogram.Record(5, 2);

        histogram.TotalCount.Should().Be(long.MaxValue - 1);
        histogram.Rejected.Should().Be(1 + 3 + 1 + 1 + 2);
    }

    [Fact]
    public void An_auto_ranging_histogram_reaches_any_value()
    {
        var histogram = new Histogram(3);
        histogram.Record(1);
        histogram.Record(3_000_000_000_000);
        histogram.Record(long.MaxValue);

        histogram.Rejected.Should().Be(0);
        histogram.HighestTrackableValue.Should().Be(long.MaxValue);
        histogram.ValueAtPercentile(50).Should().BeInRange(3_000_000_000_000, 3_003_000_000_000);
        histogram.ValueAtPercentile(100).Should().Be(long.MaxValue);
    }

    [Theory]
    [InlineData(1_000_000, 7, 3)]
    [InlineData(123_456, 100, 1)]
    [InlineData(100, 100, 2)]
    [InlineData(99, 100, 2)]
    [InlineData(5_000, 1, 2)]
    public void What_a_stall_left_out_is_counted_at_every_interval(long value, long interval, int digits)
    {
        var expected = new Histogram(1, 200_000, digits);
        for (long missing = value; missing >= interval || missing == value; missing -= interval)
        {
            expected.Record(missing);
        }

        var histogram = new Histogram(1, 200_000, digits);
        histogram.RecordWithExpectedInterval(value, interval);

        HistogramEncoding.Encode(histogram).Should().Equal(HistogramEncoding.Encode(expected));
        histogram.Rejected.Should().Be(expected.Rejected);
    }

    [Fact]
    public void An_endless_stall_is_made_up_for_at_once()
    {
        var histogram = new Histogram(2);

        histogram.RecordWithExpectedInterval(long.MaxValue, 1);
        histogram.RecordWithExpectedInterval(long.MinValue, 1);

        (histogram.TotalCount, histogram.Rejected).Should().Be((long.MaxValue, 1));
    }

    [Fact]
    public void A_high_lowest_value_works()
    {
        var histogram = new Histogram(10_000_000, 60_000_000_000, 3);
        histogram.Record(20_000_000_000);

        histogram.ValueAtPercentile(50).Should().BeInRange(20_000_000_000, 20_020_000_000);
    }

    [Theory]
    [InlineData(91, 10)]
    [InlineData(90, 9)]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(100, 10)]
    [InlineData(250, 10)]
    [InlineData(double.NaN, 10)]
    public void The_rank_of_a_percentile_is_rounded_up(double percentile, long expected)
    {
        var histogram = new Histogram(3);
        for (int i = 1; i <= 10; i++)
        {
            histogram.Record(i);
        }

        histogram.ValueAtPercentile(percentile).Should().Be(expected);
    }

    [Fact]
    public void The_mean_of_huge_values_does_not_overflow()
    {
        var histogram = new Histogram(3);
        histogram.Record(long.MaxValue, 1L << 40);

        histogram.Mean.Should().BeApproximately(long.MaxValue, long.MaxValue * 0.001);
        histogram.StandardDeviation.Should().Be(0);
    }

    [Fact]
    public void Histograms_of_other_digits_add_up()
    {
        var histogram = new Histogram(2);
        var fine = new Histogram(5);
        fine.Record(123_456, 7);

        histogram.Add(fine);

        histogram.CountAt(123_456).Should().Be(7);
    }

    [Fact]
    public void Adding_beyond_a_fixed_range_or_taking_away_too_much_changes_nothing()
    {
        var histogram = new Histogram(1, 1_000, 2);
        histogram.Record(10);
        var other = new Histogram(2);
        other.Record(10, 2);
        other.Record(1_000_000);

        histogram.Invoking(h => h.Add(other)).Should().Throw<ArgumentException>();
        new Histogram(2).Invoking(h => h.Subtract(other)).Should().Throw<ArgumentException>();

        histogram.TotalCount.Should().Be(1);
    }

    [Fact]
    public void A_copy_stands_on_its_own_and_a_reset_forgets()
    {
        var histogram = new Histogram(3);
        histogram.Record(42);
        Histogram copy = histogram.Copy();

        histogram.Reset();

        histogram.TotalCount.Should().Be(0);
        histogram.ValueAtPercentile(50).Should().Be(0);
        copy.CountBetween(0, 100).Should().Be(1);
    }

    [Fact]
    public void A_slot_counts_past_32_bits_one_at_a_time()
    {
        var counts = new SlotCounts();
        counts.Add(3, uint.MaxValue);
        counts.Increment(3);

        counts[3].Should().Be(1L << 32);
    }
}
