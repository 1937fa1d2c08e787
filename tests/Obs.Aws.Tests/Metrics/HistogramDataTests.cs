using FsCheck;
using FsCheck.Fluent;
using Obs.Metrics;
using Obs.TestSupport;

namespace Obs.Aws.Tests.Metrics;

/// <summary>CloudWatch computes from the published values what the histogram itself would answer.</summary>
public sealed class HistogramDataTests
{
    [Fact]
    public void Percentiles_minimum_maximum_and_count_survive_publication()
    {
        Gen<List<double>> durations = Gen.Choose(1, 60_000_000).Select(static micros => micros / 1e6).NonEmptyListOf();

        Prop.ForAll(durations.ToArbitrary(), static values => Agrees([.. values])).ShouldHold();
    }

    [Fact]
    public void They_do_so_for_more_distinct_values_than_fit_a_datum()
    {
        var random = new Random(11);

        Agrees([.. Enumerable.Range(0, 100_000).Select(_ => 0.02 * Math.Exp(2 * Normal(random)))]).Should().BeTrue();
    }

    private static bool Agrees(double[] seconds)
    {
        MetricDatum[] data = Publish(seconds);
        var histogram = HistogramSnapshot.FromValues(seconds);
        (double Value, double Count)[] published =
            [.. data.SelectMany(static d => d.Values.Zip(d.Counts)).OrderBy(static pair => pair.First)];

        return data.All(static d => d.Values.Count is > 0 and <= 150 && d.Values.Distinct().Count() == d.Values.Count)
            && published.Sum(static pair => pair.Count) == seconds.Length
            && IsClose(published[0].Value, seconds.Min() * 1_000, 1e-9)
            && IsClose(published[^1].Value, seconds.Max() * 1_000, 1e-9)
            && new[] { 1, 25, 50, 90, 95, 99, 99.9 }.All(p => IsClose(
                Percentile(published, p), histogram.ValueAtPercentile(p) * 1_000, 0.005));
    }

    private static MetricDatum[] Publish(double[] seconds)
    {
        using var fixture = new SynchronousPublication();
        return fixture.Publish(PublisherFixture.Requests("GET", "/", 200, seconds));
    }

    private static double Percentile((double Value, double Count)[] published, double percentile)
    {
        double rank = Math.Max(1, Math.Ceiling(published.Sum(static pair => pair.Count) * percentile / 100));
        double seen = 0;
        return published.First(pair => (seen += pair.Count) >= rank).Value;
    }

    private static bool IsClose(double actual, double expected, double share) => Math.Abs(actual - expected) <= expected * share;

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
