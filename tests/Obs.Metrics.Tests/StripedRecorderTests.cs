using Obs.TestSupport;

namespace Obs.Metrics.Tests;

public sealed class StripedRecorderTests
{
    private static readonly ValueScale Scale = new(ValueScale.FractionalUnit, 2);

    [Theory]
    [InlineData(1_024)]
    [InlineData(3)] // Every interval makes pages grow.
    public void No_measurement_is_lost_or_doubled_between_intervals_under_contention(int values)
    {
        const int Writers = 4;
        const int PerWriter = 500_000;
        var recorder = new StripedRecorder(Scale, new CountPagePool());
        Thread[] threads = [.. Enumerable.Range(0, Writers).Select(_ => new Thread(() =>
        {
            for (int i = 1; i <= PerWriter; i++)
            {
                recorder.TryRecord(i % values);
            }
        }))];
        var snapshots = new List<HistogramSnapshot>();

        Array.ForEach(threads, static t => t.Start());
        while (Array.Exists(threads, static t => t.IsAlive))
        {
            snapshots.Add(recorder.TakeInterval().ToSnapshot()!);
        }

        snapshots.Add(recorder.TakeInterval().ToSnapshot()!);

        snapshots.Sum(static s => s.Count).Should().Be(Writers * PerWriter);
        snapshots.Sum(static s => s.Sum).Should().Be(Writers * Enumerable.Range(1, PerWriter).Sum(i => (double)(i % values)));
        snapshots.TrueForAll(static s => s.Buckets.ToArray().Sum(static b => b.Count) == s.Count).Should().BeTrue();
    }

    [Fact]
    public void Recording_allocates_nothing_once_warm()
    {
        var recorder = new StripedRecorder(Scale, new CountPagePool());
        RecordRange(recorder);

        Allocations.PerCall(() => RecordRange(recorder), calls: 1, between: () => recorder.TakeInterval().ToSnapshot())
            .Should().Be(0, "pages of the last interval come back through the pool");
    }

    [Fact]
    public void A_value_that_comes_again_and_again_allocates_nothing_once_warm()
    {
        var recorder = new StripedRecorder(Scale, new CountPagePool());
        Action work = () =>
        {
            // More than a narrow page counts.
            for (int i = 0; i < 100_000; i++)
            {
                recorder.TryRecord(0.020);
            }
        };

        Allocations.PerCall(work, calls: 1, between: () => recorder.TakeInterval().ToSnapshot()).Should().Be(0);
        recorder.TakeInterval().ToSnapshot()!.Buckets.ToArray().Single().Count.Should().Be(100_000);
    }

    [Fact]
    public void An_empty_recorder_gives_an_empty_interval()
    {
        HistogramSnapshot snapshot = new StripedRecorder(Scale, new CountPagePool()).TakeInterval().ToSnapshot()!;

        (snapshot.Count, snapshot.Sum, snapshot.Min, snapshot.Max, snapshot.Mean).Should().Be((0, 0, 0, 0, 0));
        snapshot.ValueAtPercentile(99).Should().Be(0);
    }

    private static void RecordRange(StripedRecorder recorder)
    {
        for (int i = 1; i <= 10_000; i++)
        {
            recorder.TryRecord(i * 0.0001);
        }
    }
}
