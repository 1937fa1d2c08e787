namespace Obs.Metrics.Tests;

public sealed class HistogramStepsTests
{
    private readonly Histogram _histogram = new(1, 1_000_000, 3);

    [Fact]
    public void Equal_steps_cover_everything_once()
    {
        Record(0, 5, 10, 25);

        _histogram.Linear(10).Select(static s => (s.Value, s.Count, s.TotalCount)).Should().Equal((9, 2, 2), (19, 1, 3), (29, 1, 4));
    }

    [Fact]
    public void Equal_steps_finer_than_a_slot_give_the_slot_to_the_first()
    {
        Record(4_096);

        HistogramStep[] steps = [.. _histogram.Linear(1).SkipWhile(static s => s.TotalCount == 0)];

        steps.Select(static s => (s.Value, s.Count)).Should().Equal((4_096, 1), (4_097, 0), (4_098, 0));
    }

    [Fact]
    public void Growing_steps_reach_further_by_a_factor()
    {
        Record(1, 3, 7, 8, 100);

        _histogram.Logarithmic(1, 2).Select(static s => (s.Value, s.Count)).Should()
            .Equal((0, 0), (1, 1), (3, 1), (7, 1), (15, 1), (31, 0), (63, 0), (127, 1));
    }

    [Fact]
    public void Percentile_steps_halve_the_distance_to_the_end()
    {
        Record([.. Enumerable.Range(1, 1_000).Select(static i => (long)i)]);

        HistogramStep[] steps = [.. _histogram.Percentiles(1)];

        steps.Take(4).Select(static s => (s.Percentile, s.Value)).Should().Equal((0, 1), (50, 500), (75, 750), (87.5, 875));
        steps[^1].Percentile.Should().Be(100);
        steps.Sum(static s => s.Count).Should().Be(1_000);
    }

    [Fact]
    public void Every_walk_ends_at_once_over_nothing_and_at_the_end_of_a_long()
    {
        _histogram.Linear(1).Concat(_histogram.Logarithmic(1, 2)).Concat(_histogram.Percentiles(5)).Should().BeEmpty();
        var far = new Histogram(1, long.MaxValue, 2);
        far.Record(long.MaxValue);

        far.Linear(long.MaxValue / 2).Sum(static s => s.Count).Should().Be(1);
        far.Logarithmic(1, 10).Sum(static s => s.Count).Should().Be(1);
        far.Percentiles(5).Sum(static s => s.Count).Should().Be(1);
    }

    private void Record(params long[] values) => Array.ForEach(values, _histogram.Record);
}
