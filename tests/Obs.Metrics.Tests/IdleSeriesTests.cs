using System.Diagnostics.Metrics;

namespace Obs.Metrics.Tests;

public sealed class IdleSeriesTests
{
    private const int IdleWindows = 2;

    [Fact]
    public void A_series_without_measurements_gives_its_room_back_and_comes_back_when_it_is_needed()
    {
        using CollectorHarness harness = Start();
        harness.Take();
        Counter<long> counter = harness.Meter.CreateCounter<long>("orders");
        counter.Add(1, Tag("books"));
        counter.Add(1, Tag("toys"));
        harness.Take();
        harness.Collector.Budget.Series.Should().Be(2);

        TakeUntilIdle(harness);
        harness.Collector.Budget.Series.Should().Be(0);
        counter.Add(4, Tag("books"));

        harness.Take().Should().ContainSingle().Which.Sum.Should().Be(4);
        harness.Collector.Budget.Series.Should().Be(1);
    }

    [Fact]
    public void A_level_is_not_forgotten_and_neither_is_the_total_of_an_observed_counter()
    {
        using CollectorHarness harness = Start();
        long? total = 5;
        harness.Meter.CreateUpDownCounter<long>("open").Add(3);
        harness.Meter.CreateObservableCounter(
            "total", () => total is { } value ? [new Measurement<long>(value)] : Array.Empty<Measurement<long>>());
        harness.Take();
        total = null;
        TakeUntilIdle(harness);
        total = 7;

        List<MetricSeries> series = harness.Take();

        series.Single(static s => s.InstrumentName == "open").Last.Should().Be(3);
        series.Single(static s => s.InstrumentName == "total").Sum.Should().Be(2);
    }

    [Fact]
    public async Task Sums_stay_exact_while_series_come_and_go_under_contention()
    {
        const int PerWriter = 200_000;
        using CollectorHarness harness = Start();
        Counter<long> counter = harness.Meter.CreateCounter<long>("orders");
        Task[] writers = [.. Enumerable.Range(0, 3).Select(writer => Task.Run(() =>
        {
            for (int i = 0; i < PerWriter; i++)
            {
                counter.Add(1, Tag($"{(writer + (i / 1_000)) % 50}"));
            }
        }))];

        double sum = 0;
        while (!Task.WhenAll(writers).IsCompleted)
        {
            sum += harness.Take().Sum(static s => s.Sum);
        }

        await Task.WhenAll(writers);
        sum += harness.Take().Sum(static s => s.Sum);

        sum.Should().Be(3 * PerWriter);
    }

    private static CollectorHarness Start() =>
        new CollectorHarness(static o =>
        {
            o.IdleTimeout = o.Interval * IdleWindows;
            CollectorHarness.HearOnlyItself(o);
        }).Start();

    private static void TakeUntilIdle(CollectorHarness harness)
    {
        for (int i = 0; i <= IdleWindows + 1; i++)
        {
            harness.Take();
        }
    }

    private static KeyValuePair<string, object?> Tag(string value) => new("kind", value);
}
