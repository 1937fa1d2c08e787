using System.Diagnostics;

namespace Obs.Metrics.Tests;

/// <summary>Reports are merged while they are read, window beside window: what comes out is what adding up everything gives.</summary>
public sealed class ReportContentTests
{
    private const int Windows = 12;
    private static readonly string[] Statuses = ["200", "404", "429", "500"];
    private static readonly MetricWindow[] All = [.. Enumerable.Range(0, Windows).Select(Window)];
    private static readonly MetricSeries[] Measured = [.. All.SelectMany(static w => w.Series)];

    [Fact]
    public void Operations_that_only_some_windows_saw_are_told_of_once_in_order_and_whole()
    {
        using var content = new ReportContent(All, MetricsQuery.Everything);

        (string, long, long, long, long, double, double)[] told =
        [
            .. content.Served.Select(static o => (
                o.Operation, o.Count, o.Errors, o.Throttles, o.Faults, o.Latency.Max, o.Latency.ValueAtPercentile(90))),
        ];

        told.Should().Equal(
            Measured.Where(static s => s.InstrumentName == "http.server.request.duration")
                .GroupBy(static s => s.Identity.Operation!.Name).OrderBy(static g => g.Key, StringComparer.Ordinal)
                .Select(static g => (
                    g.Key,
                    g.Sum(static s => s.Count),
                    Sum(g, "404") + Sum(g, "429"),
                    Sum(g, "429"),
                    Sum(g, "500"),
                    g.Max(static s => s.Max),
                    HistogramSnapshot.Merge(g.Select(static s => s.Histogram!)).ValueAtPercentile(90))));
        content.Total.Count.Should().Be(told.Sum(static o => o.Item2));
        content.Total.Latency.ValueAtPercentile(99).Should().Be(
            HistogramSnapshot.Merge(Measured.Select(static s => s.Histogram).OfType<HistogramSnapshot>()).ValueAtPercentile(99));
    }

    [Fact]
    public void Series_that_only_some_windows_saw_are_told_of_once_with_their_newest_level()
    {
        using var content = new ReportContent(All, MetricsQuery.Everything);

        content.Runtime.Select(static s => (s.Identity.InstrumentName, s.Sum, s.Last)).Should().Equal(
            Measured.Where(static s => s.Kind == InstrumentKind.Gauge)
                .GroupBy(static s => s.InstrumentName).OrderBy(static g => g.Key, StringComparer.Ordinal)
                .Select(static g => (g.Key, g.Sum(static s => s.Sum), g.Last().Last)));
    }

    [Fact]
    public void The_total_is_the_same_whether_operations_were_read_before_or_not()
    {
        using var first = new ReportContent(All, MetricsQuery.Everything);
        using var second = new ReportContent(All, MetricsQuery.Everything);

        long count = first.Total.Count;
        second.Served.Take(2).Count().Should().Be(2);

        (first.Served.Sum(static o => o.Count), first.Total.Count, second.Total.Count).Should().Be((count, count, count));
    }

    [Fact]
    public void Every_exemplar_chosen_is_among_the_slowest_the_failed_or_the_typical()
    {
        using var choice = new ExemplarChoice();
        Exemplar[] sound = [.. Enumerable.Range(1, 200).Select(static i => Of(i))];
        Exemplar[] failed = [Of(0.5), Of(0.25), Of(0.125)];
        choice.Offer(sound, isFailed: false);
        choice.Offer(failed, isFailed: true);

        choice.Choose(median: 50.2).Select(static e => e.Value).Should().Equal(200, 199, 198, 197, 51, 50, 0.5, 0.25);
        choice.Clear();
        choice.Choose(median: 1).Should().BeEmpty();
    }

    private static Exemplar Of(double value) =>
        new(value, DateTimeOffset.UnixEpoch, ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom());

    private static long Sum(IEnumerable<MetricSeries> series, string status) =>
        series.Where(s => s.Dimension("http.response.status_code") == status).Sum(static s => s.Count);

    // New identities in every window, as after a restart: what belongs together is told by its name, not by its reference.
    private static MetricWindow Window(int number)
    {
        var random = new Random(number);
        DateTimeOffset start = ReporterHarness.Start.AddSeconds(10 * number);
        IEnumerable<MetricSeries> requests =
            from route in Enumerable.Range(0, 20)
            from status in Statuses
            where random.Next(3) == 0
            let latency = HistogramSnapshot.FromValues(LatencyData.Lognormal(random.Next(1, 40), 0.02, 1, random.Next()))
            select new MetricSeries(
                "m",
                "http.server.request.duration",
                "s",
                InstrumentKind.Histogram,
                [new("http.request.method", "GET"), new("http.route", $"/r{route}"), new("http.response.status_code", status)])
            {
                Count = latency.Count,
                Sum = latency.Sum,
                Min = latency.Min,
                Max = latency.Max,
                Histogram = latency,
            };
        IEnumerable<MetricSeries> levels =
            from level in Enumerable.Range(0, 20)
            where random.Next(2) == 0
            let value = random.Next(100)
            select new MetricSeries("m", $"level{level}", null, InstrumentKind.Gauge, []) { Count = 1, Sum = value, Last = value };
        return new MetricWindow(start, start.AddSeconds(10), [.. levels, .. requests.OrderBy(_ => random.Next())]);
    }
}
