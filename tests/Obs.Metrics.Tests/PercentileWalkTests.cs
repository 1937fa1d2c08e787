namespace Obs.Metrics.Tests;

public sealed class PercentileWalkTests
{
    private static readonly double[] Percentiles = [0, 0.1, 1, 10, 25, 50, 50.1, 75, 90, 95, 99, 99.9, 99.999, 100];

    public static TheoryData<int, long> Counts => new()
    {
        { 1, 1 },
        { 2, 40 },
        { 3, 70_000 }, // Beyond the 16 bits of a page.
        { 4, 6_000_000_000 }, // Beyond its 32.
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void Counts_in_pages_and_encoded_counts_have_the_same_percentiles(int seed, long most)
    {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++)
        {
            HistogramSnapshot snapshot = Snapshot(random, most);
            using var pages = new SnapshotAccumulator();
            pages.Add(snapshot);
            double[] found = new double[Percentiles.Length];
            double[] expected = new double[Percentiles.Length];

            pages.ValuesAtPercentiles(Percentiles, found);
            snapshot.ValuesAtPercentiles(Percentiles, expected);

            found.Should().Equal(expected);
        }
    }

    private static HistogramSnapshot Snapshot(Random random, long most)
    {
        var scale = new ValueScale(ValueScale.FractionalUnit, 2);
        var counts = new SlotCounts();
        SeriesTotals totals = SeriesTotals.Empty;
        for (int i = random.Next(1, 60); i > 0; i--)
        {
            double value = Math.Exp(random.NextDouble() * 6);
            long count = random.NextInt64(1, most + 1);
            counts.Add(scale.IndexOf(value), count);
            totals.Add(SeriesTotals.Restore(count, count * value, value, value));
        }

        return new HistogramSnapshot(scale, counts, totals);
    }
}
