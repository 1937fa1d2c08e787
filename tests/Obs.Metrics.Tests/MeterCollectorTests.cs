using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

public sealed class MeterCollectorTests
{
    [Fact]
    public void Each_kind_of_instrument_means_what_it_should()
    {
        using CollectorHarness harness = new CollectorHarness().Start();
        Counter<long> counter = harness.Meter.CreateCounter<long>("counter");
        UpDownCounter<int> level = harness.Meter.CreateUpDownCounter<int>("level");
        Gauge<double> gauge = harness.Meter.CreateGauge<double>("gauge");
        Histogram<double> histogram = harness.Meter.CreateHistogram<double>("histogram", "s");

        counter.Add(2);
        counter.Add(3);
        level.Add(5);
        gauge.Record(-1.5);
        gauge.Record(7);
        histogram.Record(0.25);
        harness.Take();
        counter.Add(4);
        level.Add(-2);
        gauge.Record(3);
        histogram.Record(0.5);
        Dictionary<string, MetricSeries> second = harness.Take().ToDictionary(static s => s.InstrumentName);

        (second["counter"].Sum, second["counter"].Kind).Should().Be((4, InstrumentKind.Counter));
        (second["level"].Sum, second["level"].Last, second["level"].Kind).Should().Be((-2, 3, InstrumentKind.UpDownCounter));
        (second["gauge"].Last, second["gauge"].Kind).Should().Be((3, InstrumentKind.Gauge));
        (second["histogram"].Count, second["histogram"].Max, second["histogram"].Unit).Should().Be((1, 0.5, "s"));
        second["histogram"].Histogram!.ValueAtPercentile(50).Should().Be(0.5);
    }

    [Fact]
    public void A_series_is_the_same_whatever_the_order_of_its_tags()
    {
        using CollectorHarness harness = new CollectorHarness().Start();
        Counter<long> counter = harness.Meter.CreateCounter<long>("counter");

        counter.Add(1, Tag("a", "1"), Tag("b", 2), Tag("c", true));
        counter.Add(1, Tag("c", true), Tag("b", 2), Tag("a", "1"));
        counter.Add(1, Tag("b", "2"), Tag("c", "true"), Tag("a", "1"));

        MetricSeries series = harness.Take().Should().ContainSingle().Subject;
        series.Sum.Should().Be(3);
        series.Dimensions.Select(static d => $"{d.Key}={d.Value}").Should().Equal("a=1", "b=2", "c=true");
    }

    [Fact]
    public void Recording_through_a_meter_with_three_tags_in_any_order_allocates_nothing_once_warm()
    {
        using CollectorHarness harness = new CollectorHarness().Start();
        Histogram<double> histogram = harness.Meter.CreateHistogram<double>("histogram", "s");
        Counter<long> counter = harness.Meter.CreateCounter<long>("counter");

        Allocations.PerCall(() => RecordAll(histogram, counter), calls: 1).Should().Be(0);
    }

    [Fact]
    public void A_filter_allocates_nothing_once_warm_and_is_not_flooded_by_what_it_leaves_out()
    {
        using CollectorHarness harness = new CollectorHarness(static o =>
        {
            CollectorHarness.HearOnlyItself(o);
            o.Views.Add(new MetricView { InstrumentName = "narrowed", KeepTags = ["kept"] });
        }).Start();
        Counter<long> counter = harness.Meter.CreateCounter<long>("narrowed");
        string[] others = [.. Enumerable.Range(0, 10_000).Select(static i => $"user-{i}")];
        int rounds = 0;

        Allocations.PerCall(AddAll, calls: 1).Should().Be(0);
        harness.Take().Should().ContainSingle().Which.Sum.Should().Be(rounds * others.Length);

        void AddAll()
        {
            rounds++;
            foreach (string other in others)
            {
                counter.Add(1, Tag("other", other), Tag("kept", "x"));
            }
        }
    }

    [Fact]
    public void Beyond_the_cap_one_overflow_series_keeps_the_sum_exact_and_costs_no_allocation()
    {
        using CollectorHarness harness = new CollectorHarness(static o => o.MaxSeries = 100).Start();
        Counter<long> counter = harness.Meter.CreateCounter<long>("counter");
        string[] values = [.. Enumerable.Range(0, 20_000).Select(static i => $"user-{i}")];
        int counted = 0;

        Allocations.PerCall(AddAll, calls: 1).Should().Be(0);

        List<MetricSeries> series = harness.Take();
        series.Sum(static s => s.Sum).Should().Be(counted);
        series.Should().HaveCountLessThanOrEqualTo(101);
        MetricSeries overflow = series.Should().ContainSingle(static s => s.Dimension("obs.overflow") == "true").Subject;

        // The runtime's own instruments, which other tests in the process set going, may overflow too.
        harness.Account.Overflowed.Should().BeGreaterThanOrEqualTo((long)overflow.Sum);

        void AddAll()
        {
            foreach (string value in values)
            {
                counter.Add(1, Tag("user", value));
                counted++;
            }
        }
    }

    [Fact]
    public void Memory_is_a_cap_too()
    {
        using CollectorHarness harness = new CollectorHarness(static o => o.MaxSeriesBytes = 64 << 10).Start();
        Counter<long> counter = harness.Meter.CreateCounter<long>("counter");

        for (int i = 0; i < 1_000; i++)
        {
            counter.Add(1, Tag("user", $"user-{i}"));
        }

        harness.Collector.Budget.Bytes.Should().BeLessThanOrEqualTo(64 << 10);
        harness.Take().Sum(static s => s.Sum).Should().Be(1_000);
    }

    [Fact]
    public void Strange_tags_are_taken_and_cut()
    {
        using CollectorHarness harness = new CollectorHarness().Start();
        Counter<long> counter = harness.Meter.CreateCounter<long>("counter");
        KeyValuePair<string, object?>[] many = [.. Enumerable.Range(0, 10_000).Select(static i => Tag($"t{i:00000}", "v"))];

        counter.Add(1, Tag("long", new string('x', 1 << 20)), Tag("null", null), Tag(null!, "v"), Tag("twice", "1"), Tag("twice", "2"));
        counter.Add(1, many);

        List<MetricSeries> series = harness.Take();
        series.Sum(static s => s.Sum).Should().Be(2);
        series.Should().ContainSingle(static s => s.Dimensions.Count == TagBuffer.Capacity);
        MetricSeries odd = series.Should().ContainSingle(static s => s.Dimensions.Count == 2).Subject;
        odd.Dimension("long")!.Length.Should().Be(Dimensions.MaxValueLength);
        odd.Dimension("twice").Should().Be("2");
    }

    [Fact]
    public void What_is_not_a_measurement_is_rejected_and_counted()
    {
        using CollectorHarness harness = new CollectorHarness().Start();
        Histogram<double> histogram = harness.Meter.CreateHistogram<double>("histogram");
        Counter<double> counter = harness.Meter.CreateCounter<double>("counter");
        Gauge<double> gauge = harness.Meter.CreateGauge<double>("gauge");

        foreach (double value in (double[])[double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1])
        {
            histogram.Record(value);
            counter.Add(value);
            gauge.Record(value);
        }

        harness.Account.Rejected.Should().Be(11, "a gauge may be negative");
        harness.Take().Should().ContainSingle().Which.Last.Should().Be(-1);
    }

    [Fact]
    public void Nothing_thrown_by_a_tag_or_an_observable_reaches_the_host()
    {
        using CollectorHarness harness = new CollectorHarness().Start();
        Counter<long> counter = harness.Meter.CreateCounter<long>("counter");
        harness.Meter.CreateObservableGauge("broken", static int () => throw new InvalidOperationException("boom"));
        harness.Meter.CreateObservableGauge("sound", static () => 42);

        counter.Add(1, Tag("explosive", new Explosive()));
        List<MetricSeries> series = harness.Take();

        harness.Account.Failed.Should().Be(1);
        harness.Account.ObservableFailures.Should().Be(1);
        series.Should().ContainSingle(static s => s.InstrumentName == "sound").Which.Last.Should().Be(42);
    }

    [Fact]
    public void An_observable_counter_counts_from_when_we_began_to_listen()
    {
        using var harness = new CollectorHarness();
        long total = 1_000;
        harness.Meter.CreateObservableCounter("total", () => total);
        harness.Start();

        total = 1_010;
        double first = harness.Take().Single().Sum;
        total = 1_015;
        double second = harness.Take().Single().Sum;
        total = 3;
        double afterRestart = harness.Take().Single().Sum;

        (first, second, afterRestart).Should().Be((10, 5, 3));
    }

    [Fact]
    public void An_instrument_that_goes_leaves_its_last_measurements_and_gives_its_room_back()
    {
        using CollectorHarness harness = new CollectorHarness(CollectorHarness.HearOnlyItself).Start();
        Meter meter = harness.CreateMeter();
        meter.CreateCounter<long>("gone").Add(5);

        meter.Dispose();

        harness.Take().Should().ContainSingle().Which.Sum.Should().Be(5);
        harness.Take().Should().BeEmpty();
        harness.Collector.Budget.Series.Should().Be(0);
    }

    [Fact]
    public void Two_instruments_of_one_name_are_one_series_until_both_are_gone()
    {
        using CollectorHarness harness = new CollectorHarness().Start();
        Meter meter = harness.CreateMeter();
        meter.CreateCounter<long>("shared").Add(1);
        Counter<long> other = harness.Meter.CreateCounter<long>("shared");
        other.Add(2);

        meter.Dispose();
        harness.Take().Should().ContainSingle().Which.Sum.Should().Be(3);
        other.Add(4);

        harness.Take().Should().ContainSingle().Which.Sum.Should().Be(4);
    }

    [Fact]
    public void The_meters_of_another_application_in_the_process_are_not_heard()
    {
        using CollectorHarness harness = new CollectorHarness().Start();
        using ServiceProvider other = new ServiceCollection().AddMetrics().BuildServiceProvider();

        other.GetRequiredService<IMeterFactory>().Create("test").CreateCounter<long>("theirs").Add(1);

        harness.Take().Should().BeEmpty();
    }

    [Fact]
    public void A_view_drops_an_instrument_or_keeps_some_of_its_tags()
    {
        using CollectorHarness harness = new CollectorHarness(static o =>
        {
            o.Views.Add(new MetricView { InstrumentName = "unwanted", Drop = true });
            o.Views.Add(new MetricView { InstrumentName = "narrowed", KeepTags = ["kept"] });
        }).Start();

        harness.Meter.CreateCounter<long>("unwanted").Add(1);
        Counter<long> narrowed = harness.Meter.CreateCounter<long>("narrowed");
        narrowed.Add(1, Tag("other", "1"), Tag("kept", "x"));
        narrowed.Add(1, Tag("kept", "x"), Tag("other", "2"));

        MetricSeries series = harness.Take().Should().ContainSingle().Subject;
        (series.InstrumentName, series.Sum).Should().Be(("narrowed", 2));
        series.Dimensions.Select(static d => $"{d.Key}={d.Value}").Should().Equal("kept=x");
    }

    [Fact]
    public void A_view_renames_an_instrument_converts_its_unit_and_chooses_its_digits()
    {
        var view = new MetricView { InstrumentName = "wait", Name = "queue.wait", Unit = "s", Factor = 0.001, SignificantDigits = 4 };
        using CollectorHarness harness = new CollectorHarness(o => o.Views.Add(view)).Start();
        harness.Meter.CreateHistogram<long>("wait", "ms").Record(1_234);

        MetricSeries series = harness.Take().Should().ContainSingle().Subject;

        (series.InstrumentName, series.Unit, series.Sum).Should().Be(("queue.wait", "s", 1.234));
        series.Histogram!.Buckets.ToArray().Single().Value.Should().BeApproximately(1.234, 1.234 / 20_000);
    }

    [Fact]
    public void The_slowest_and_a_few_typical_sampled_measurements_lead_to_their_traces()
    {
        using CollectorHarness harness = new CollectorHarness().Start();
        Histogram<double> histogram = harness.Meter.CreateHistogram<double>("histogram");
        var traces = new List<ActivityTraceId>();
        for (int i = 0; i < 10; i++)
        {
            using var activity = new Activity("request") { IsAllDataRequested = i != 9 };
            activity.SetIdFormat(ActivityIdFormat.W3C).Start();
            histogram.Record(i);
            traces.Add(activity.TraceId);
        }

        MetricSeries series = harness.Take().Single();

        series.Exemplars.Select(static e => e.Value).Should().Equal(8, 7, 6, 5, 1, 0);
        series.Exemplars.Select(static e => e.TraceId).Should().Equal(traces[8], traces[7], traces[6], traces[5], traces[1], traces[0]);
        histogram.Record(1);
        harness.Take().Single().Exemplars.Should().BeEmpty();
    }

    [Fact]
    public async Task Windows_sum_to_what_was_recorded_under_contention()
    {
        using CollectorHarness harness = new CollectorHarness(static o => o.MaxSeries = 50).Start();
        Histogram<double> histogram = harness.Meter.CreateHistogram<double>("histogram");
        string[] values = [.. Enumerable.Range(0, 80).Select(static i => $"v{i}")];
        Task[] writers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 200_000; i++)
            {
                histogram.Record(i % 7, Tag("v", values[i % values.Length]));
            }
        }))];
        var all = Task.WhenAll(writers);
        var taken = new List<MetricSeries>();

        while (!all.IsCompleted)
        {
            taken.AddRange(harness.Take());
        }

        await all;
        taken.AddRange(harness.Take());

        taken.Sum(static s => s.Count).Should().Be(800_000);
        taken.Sum(static s => s.Sum).Should().Be(4 * Enumerable.Range(0, 200_000).Sum(static i => i % 7));
    }

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    private static void RecordAll(Histogram<double> histogram, Counter<long> counter)
    {
        for (int i = 0; i < 1_000; i++)
        {
            histogram.Record(0.012, Tag("http.request.method", "GET"), Tag("http.route", "/products/{id}"), Tag("x", "200"));
            histogram.Record(0.012, Tag("x", "200"), Tag("http.route", "/products/{id}"), Tag("http.request.method", "GET"));
            counter.Add(1, Tag("a", "1"), Tag("b", "2"), Tag("c", "3"));
        }
    }

    private sealed class Explosive
    {
        public override string ToString() => throw new InvalidOperationException("boom");
    }
}
