using Microsoft.Extensions.Options;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

public sealed class MetricStoreTests
{
    private static readonly DateTimeOffset Began = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);

    private readonly CollectionAccount _account = new();
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void A_longer_window_merges_distributions_and_never_averages_percentiles()
    {
        MetricStore store = NewStore();
        store.Add(Window(0, Latency([.. Enumerable.Repeat(0.010, 99), 5.0])));
        store.Add(Window(1, Latency([.. Enumerable.Repeat(0.020, 900)])));

        MetricWindow merged = store.GetWindow(TimeSpan.FromMinutes(5));

        MetricSeries series = merged.Series.Should().ContainSingle().Subject;
        (merged.Start, merged.End, merged.Duration).Should().Be((Began, Began.AddSeconds(20), TimeSpan.FromSeconds(20)));
        (series.Count, series.Min, series.Max).Should().Be((1_000, 0.010, 5));
        series.Histogram!.ValueAtPercentile(99).Should().BeApproximately(0.020, 0.0001);
        series.Sum.Should().BeApproximately(0.99 + 5 + 18, 1e-9);
    }

    [Fact]
    public void A_window_covers_no_more_than_was_asked_for_and_at_least_one()
    {
        MetricStore store = NewStore();
        for (int i = 0; i < 20; i++)
        {
            store.Add(Window(i, Counter(1)));
        }

        store.GetWindow(TimeSpan.FromSeconds(60)).Series.Single().Sum.Should().Be(6);
        store.GetWindow(TimeSpan.FromSeconds(69)).Series.Single().Sum.Should().Be(6);
        store.GetWindow(TimeSpan.FromSeconds(1)).Series.Single().Sum.Should().Be(1);
        store.GetWindow(Began.AddSeconds(20), Began.AddSeconds(45)).Series.Single().Sum.Should().Be(2);
    }

    [Fact]
    public void An_empty_store_gives_an_empty_window()
    {
        MetricWindow window = NewStore().GetWindow(TimeSpan.FromMinutes(1));

        window.Series.Should().BeEmpty();
        window.Duration.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Windows_past_their_retention_go()
    {
        MetricStore store = NewStore(static o => o.Retention = TimeSpan.FromSeconds(30));
        for (int i = 0; i < 10; i++)
        {
            store.Add(Window(i, Counter(1)));
        }

        store.GetWindows().Should().HaveCount(3);
        _account.DroppedWindows.Should().Be(0);
    }

    [Fact]
    public void Windows_beyond_the_room_for_them_go_and_are_counted()
    {
        MetricStore store = NewStore(static o => o.RetentionBytes = 1_000);
        for (int i = 0; i < 10; i++)
        {
            store.Add(Window(i, Counter(1)));
        }

        store.SizeBytes.Should().BeLessThanOrEqualTo(1_000);
        _account.DroppedWindows.Should().Be(10 - store.GetWindows().Count);
        store.GetWindows()[^1].End.Should().Be(Began.AddSeconds(100));
    }

    private static MetricWindow Window(int number, MetricSeries series) =>
        new(Began.AddSeconds(10 * number), Began.AddSeconds(10 * (number + 1)), [series]);

    private static MetricSeries Counter(double sum) =>
        new("m", "counter", null, InstrumentKind.Counter, []) { Count = 1, Sum = sum };

    private static MetricSeries Latency(double[] seconds)
    {
        var histogram = HistogramSnapshot.FromValues(seconds);
        return new MetricSeries("m", "latency", "s", InstrumentKind.Histogram, [new("b", "2"), new("a", "1")])
        {
            Count = histogram.Count,
            Sum = histogram.Sum,
            Min = histogram.Min,
            Max = histogram.Max,
            Histogram = histogram,
        };
    }

    private MetricStore NewStore(Action<MetricsOptions>? configure = null)
    {
        var options = new MetricsOptions();
        configure?.Invoke(options);
        return new MetricStore(Options.Create(options), _time, _account);
    }
}
