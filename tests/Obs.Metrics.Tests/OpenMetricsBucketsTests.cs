using System.Globalization;

namespace Obs.Metrics.Tests;

/// <summary>Buckets for scrapers, made of the counts of histograms by comparing slot numbers.</summary>
public sealed class OpenMetricsBucketsTests
{
    [Fact]
    public void A_value_lies_in_the_bucket_whose_bound_is_the_first_that_is_not_below_it()
    {
        var random = new Random(1);
        foreach (
            double value in Enumerable.Range(0, 2_000).Select(_ => Math.Pow(2, (random.NextDouble() * 60) - 30)).Concat([0.25, 0.5, 1, 2]))
        {
            int index = NativeBuckets.IndexOf(value);
            (NativeBuckets.BoundOf(index) * (1 + 1e-12)).Should().BeGreaterThanOrEqualTo(value);
            NativeBuckets.BoundOf(index - 1).Should().BeLessThan(value);
        }
    }

    [Theory]
    [InlineData(ValueScale.FractionalUnit, 1)]
    [InlineData(ValueScale.FractionalUnit, 2)]
    [InlineData(ValueScale.WholeUnit, 3)]
    [InlineData(ValueScale.LargestUnit, 5)]
    [InlineData(-ValueScale.LargestUnit, 2)]
    public void Every_slot_lies_in_the_bucket_of_its_middle(int unitExponent, int digits)
    {
        var scale = new ValueScale(unitExponent, digits);
        BucketSlots slots = BucketSlots.Of(scale);
        var random = new Random(1);

        slots.Ends.Length.Should().Be(BucketSlots.MaxPlaces);
        slots.Ends[^1].Should().Be(scale.Layout.Length);
        foreach (int slot in Enumerable.Range(0, 5_000).Select(_ => random.Next(1, scale.Layout.Length)).Append(1))
        {
            int place = 0;
            while (slot >= slots.Ends[place])
            {
                place++;
            }

            (slots.First + place - 1).Should().Be(NativeBuckets.IndexOf(scale.ValueAt(slot)));
        }

        BucketSlots.Of(new ValueScale(unitExponent, digits)).Should().BeSameAs(slots);
    }

    [Fact]
    public void Each_bound_says_how_many_values_do_not_exceed_it()
    {
        double[] values = [0, 0, .. LatencyData.Lognormal(3_000, 0.020, 1)];

        Bucket[] buckets = Read(values);

        buckets.Select(static b => b.Bound).Should().BeInAscendingOrder().And.StartWith(0).And.EndWith(double.PositiveInfinity);
        buckets.Length.Should().BeLessThan(85);
        foreach (Bucket bucket in buckets)
        {
            // What is counted within half a percent of a bound may lie on either side of it.
            bucket.Count.Should().BeInRange(values.Count(v => v <= bucket.Bound * 0.995), values.Count(v => v <= bucket.Bound * 1.005));
        }
    }

    [Fact]
    public void A_wide_distribution_keeps_every_second_bound_or_fourth()
    {
        Bucket[] buckets = Read([1e-9, 1e-3, 1, 1e9]);

        buckets.Length.Should().BeLessThan(82);
        buckets.Select(static b => b.Bound).Should().Contain([1, 0.001953125]);
        buckets[0].Count.Should().Be(1);
        buckets[^1].Count.Should().Be(4);
    }

    [Fact]
    public void Series_of_one_family_have_the_same_bounds_as_far_as_they_must_be_added_up()
    {
        Dictionary<double, long> fast = [];
        Dictionary<double, long> slow = [];
        string page = Write(Series("fast", LatencyData.Lognormal(1_000, 0.001, 1)), Series("slow", LatencyData.Lognormal(1_000, 5, 1)));
        foreach (Bucket bucket in Read(page))
        {
            (bucket.Line.Contains("fast", StringComparison.Ordinal) ? fast : slow).Add(bucket.Bound, bucket.Count);
        }

        // A bound that a series lacks counts as nothing, which is true below its first bucket alone.
        slow.Keys.Should().BeSubsetOf(fast.Keys);
        fast.Keys.Except(slow.Keys).Max().Should().BeLessThan(slow.Keys.Min());
        fast[slow.Keys.Min()].Should().Be(1_000);
    }

    [Fact]
    public void A_distribution_of_nothing_but_zeros_has_one_bucket_for_them()
    {
        Read([0, 0]).Select(static b => (b.Bound, b.Count)).Should().Equal((0, 2), (double.PositiveInfinity, 2));
        Read([]).Select(static b => (b.Bound, b.Count)).Should().Equal((double.PositiveInfinity, 0));
    }

    private static MetricSeries Series(string kind, double[] values)
    {
        var distribution = HistogramSnapshot.FromValues(values);
        return new MetricSeries("m", "wait", "s", InstrumentKind.Histogram, [new("kind", kind)])
        {
            Count = distribution.Count,
            Sum = distribution.Sum,
            Histogram = distribution,
        };
    }

    private static string Write(params MetricSeries[] series) => ReporterHarness.Text(output =>
    {
        using var text = new OpenMetricsText(output);
        text.Write(series, MetricsQuery.Everything);
    });

    private static Bucket[] Read(double[] values) => Read(Write(Series("one", values)));

    private static Bucket[] Read(string page) =>
    [
        .. page.Split('\n').Where(static line => line.StartsWith("wait_seconds_bucket{", StringComparison.Ordinal)).Select(static line =>
        {
            string bound = line.Split("le=\"")[1].Split('"')[0];
            return new Bucket(
                line,
                bound == "+Inf" ? double.PositiveInfinity : double.Parse(bound, CultureInfo.InvariantCulture),
                long.Parse(line.Split("} ")[1], CultureInfo.InvariantCulture));
        }),
    ];

    private sealed record Bucket(string Line, double Bound, long Count);
}
