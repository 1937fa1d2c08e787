using System.Buffers;
using Microsoft.Extensions.Options;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>What <c>GET /api/metrics</c> costs in memory beyond its answer.</summary>
public sealed class ReportCostTests
{
    private const int Operations = 200;
    private const int Windows = 30;

    [Fact]
    public void Two_hundred_operations_over_five_minutes_take_at_most_64_KiB_beyond_the_body()
    {
        using var collector = new CollectorHarness();
        IOptions<MetricsOptions> options = Options.Create(new MetricsOptions { ServiceName = "s", Environment = "e", Version = "v" });
        var store = new MetricStore(options, collector.Time, collector.Account);
        var reporter = new MetricsReporter(options, store, collector.Collector, collector.Time);
        SeriesIdentity[] series =
        [
            .. Enumerable.Range(0, Operations).Select(static i => new SeriesIdentity(
                "m", "http.server.request.duration", "s", InstrumentKind.Histogram,
                [new("http.request.method", "GET"), new("http.route", $"/r{i}")])),
        ];
        for (int i = 0; i < Windows; i++)
        {
            store.Add(Window(i, series));
        }

        MetricsQuery.TryParse("5m", TimeSpan.FromHours(1), out MetricsQuery? query, out _);
        var body = new ArrayBufferWriter<byte>(1 << 20);

        long perCall = Allocations.PerCall(
            () =>
            {
                body.ResetWrittenCount();
                reporter.Write(body, query!);
            },
            wanted: 64 << 10,
            calls: 10);

        perCall.Should().BeLessThanOrEqualTo(64 << 10);
        body.WrittenCount.Should().BeGreaterThan(Operations * 200);
    }

    private static MetricWindow Window(int number, SeriesIdentity[] series)
    {
        var distribution = HistogramSnapshot.FromValues(LatencyData.Lognormal(50, 0.020, 1, number));
        return new MetricWindow(
            ReporterHarness.Start.AddSeconds(10 * number),
            ReporterHarness.Start.AddSeconds(10 * (number + 1)),
            [.. series.Select(s => new MetricSeries(s) { Count = distribution.Count, Sum = distribution.Sum, Histogram = distribution })]);
    }
}
