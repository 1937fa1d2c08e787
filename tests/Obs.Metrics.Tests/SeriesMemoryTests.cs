using System.Diagnostics.Metrics;

namespace Obs.Metrics.Tests;

/// <summary>What series cost in memory, against the budgets.</summary>
public sealed class SeriesMemoryTests
{
    [Theory]
    [InlineData(2, 10_000, 1, 8 << 10)]
    [InlineData(3, 10_000, 1, 48 << 10)]
    [InlineData(2, 1_000_000, 1, 8 << 10)]
    [InlineData(3, 1_000_000, 1, 48 << 10)]
    [InlineData(2, 1_000_000, 2, 8 << 10)] // Nine decades: further than a latency series reaches.
    [InlineData(3, 1_000_000, 2, 48 << 10)]
    public void A_latency_series_keeps_its_counts_within_the_budget(int digits, int measurements, double spread, int budget)
    {
        var recorder = new StripedRecorder(new ValueScale(ValueScale.FractionalUnit, digits), new CountPagePool());
        foreach (double seconds in LatencyData.Lognormal(measurements, 0.020, spread))
        {
            recorder.TryRecord(seconds);
        }

        RecorderInterval interval = recorder.TakeInterval();

        interval.SizeBytes.Should().BeLessThanOrEqualTo(budget);
        interval.ToSnapshot()!.Count.Should().Be(measurements);
    }

    [Fact]
    public void A_new_series_takes_less_than_a_kilobyte_before_its_first_measurement()
    {
        var scale = new ValueScale(ValueScale.FractionalUnit, 2);
        var pool = new CountPagePool();
        LiveSeries[] kept = new LiveSeries[1_000];
        Open();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Open();

        ((GC.GetAllocatedBytesForCurrentThread() - before) / kept.Length).Should().BeLessThan(1 << 10);

        void Open()
        {
            for (int i = 0; i < kept.Length; i++)
            {
                KeyValuePair<string, string>[] dimensions =
                    [new("http.request.method", "GET"), new("http.route", "/products/{id}"), new("x", "200")];
                kept[i] = new LiveSeries(new SeriesIdentity("m", "i", "s", InstrumentKind.Histogram, dimensions), scale, pool);
            }
        }
    }

    [Fact]
    public void Two_thousand_latency_series_fit_in_sixteen_mebibytes()
    {
        using CollectorHarness harness = new CollectorHarness(static o =>
        {
            CollectorHarness.HearOnlyItself(o);
            o.MaxSeries = 2_000;
        }).Start();
        Histogram<double> histogram = harness.Meter.CreateHistogram<double>("duration", "s");
        double[] seconds = LatencyData.Lognormal(200, 0.020, 1);

        for (int series = 0; series < 2_000; series++)
        {
            var route = new KeyValuePair<string, object?>("http.route", $"/route-{series}");
            foreach (double value in seconds)
            {
                histogram.Record(value, route);
            }
        }

        harness.Take().Should().HaveCount(2_000).And.OnlyContain(static s => s.Dimension("obs.overflow") == null);
        harness.Collector.Budget.Bytes.Should().BeLessThanOrEqualTo(16 << 20);
    }
}
