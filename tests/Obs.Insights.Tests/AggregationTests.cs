using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Obs.Insights.Aggregation;
using Obs.Insights.Execution;
using Obs.TestSupport;

namespace Obs.Insights.Tests;

public sealed class AggregationTests
{
    [Fact]
    public void Percentiles_of_many_values_stay_within_a_bucket_of_the_exact_ones()
    {
        var random = new Random(1);
        double[] values =
            [.. Enumerable.Range(0, 5 * PercentileValues.ExactBound).Select(
                _ => Math.Exp(random.NextDouble() * 12) * (random.Next(4) == 0 ? -1 : 1))];
        var all = new PercentileValues();
        var half = new PercentileValues();
        for (int i = 0; i < values.Length; i++)
        {
            (i % 3 == 0 ? half : all).Add(values[i]);
        }

        all.Add(half);
        Array.Sort(values);

        foreach (double percent in (double[])[0, 0.1, 1, 25, 50, 75, 90, 99, 99.9, 100])
        {
            double exact = values[Math.Max(1, (int)Math.Ceiling((percent * values.Length / 100) - 1e-9)) - 1];
            all.ValueAt(percent).Should().BeApproximately(exact, Math.Abs(exact) / 1_000);
        }
    }

    [Fact]
    public void Percentiles_of_few_values_are_the_nearest_rank_however_they_are_split()
    {
        Gen<(List<double> Values, int Split, int Percent)> input =
            from values in Gen.Choose(-1_000, 1_000).Select(static v => v / 8.0).NonEmptyListOf()
            from split in Gen.Choose(0, values.Count)
            from percent in Gen.Choose(0, 100)
            select (values.ToList(), split, percent);

        Prop.ForAll(input.ToArbitrary(), static sample =>
        {
            var first = new PercentileValues();
            var second = new PercentileValues();
            sample.Values.Take(sample.Split).ToList().ForEach(first.Add);
            sample.Values.Skip(sample.Split).ToList().ForEach(second.Add);
            first.Add(second);
            double found = first.ValueAt(sample.Percent);

            // The nearest rank by its definition: the smallest value that covers the percentage.
            return found == sample.Values.Order().First(
                v => 100.0 * sample.Values.Count(w => w <= v) / sample.Values.Count >= sample.Percent - 1e-9);
        }).ShouldHold();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(DistinctCounter.ExactBound)]
    public void Few_values_are_counted_exactly(int count) => Count(count).Should().Be(count);

    [Theory]
    [InlineData(20_000)]
    [InlineData(300_000)]
    public void Many_values_are_counted_within_three_percent(int count) => Count(count).Should().BeApproximately(count, count * 0.03);

    [Fact]
    public void A_sum_does_not_depend_on_how_it_is_split()
    {
        var random = new Random(2);
        double[] values = [.. Enumerable.Range(0, 10_000).Select(_ => Math.Round(random.NextDouble() * 100, 2))];
        Sum whole = default;
        Sum left = default;
        Sum right = default;
        foreach (double value in values)
        {
            whole.Add(value);
            (random.Next(2) == 0 ? ref left : ref right).Add(value);
        }

        left.Add(right);

        left.Value.Should().Be(whole.Value).And.Be((double)values.Sum(static v => (decimal)v));
    }

    [Fact]
    public async Task The_deviation_of_large_close_values_keeps_its_digits()
    {
        IEnumerable<LogEvent> events = Run.Events(Enumerable.Range(0, 10_000).Select(static i => $"{{\"d\":{1_000_000_000 + (i % 2)}}}"));

        List<string> rows = await Run.Query("stats stddev(d) as s", LogSource.FromEvents(events));

        double.Parse(rows[0][2..], CultureInfo.InvariantCulture).Should().BeApproximately(0.5, 1e-9);
    }

    private static double Count(int count)
    {
        var counter = new DistinctCounter();
        var other = new DistinctCounter();
        for (int i = 0; i < count; i++)
        {
            ulong hash = KeyHash.Of(System.Text.Encoding.ASCII.GetBytes(i.ToString(CultureInfo.InvariantCulture)));
            counter.Add(hash);
            if (i % 3 == 0)
            {
                other.Add(hash);
            }
        }

        counter.Add(other);
        return counter.Count;
    }
}
