using System.Buffers;
using Microsoft.Extensions.Options;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>What <c>GET /api/metrics</c> costs in memory beyond its answer.</summary>
public sealed class ReportCostTests : IDisposable
{
    private const int Operations = 200;
    private const int Windows = 30;
    private const long Budget = 64 << 10;

    private readonly CollectorHarness _collector = new();
    private readonly MetricStore _store;
    private readonly MetricsReporter _reporter;
    private readonly MetricsQuery _query;
    private readonly ArrayBufferWriter<byte> _body = new(1 << 20);
    private readonly SeriesIdentity[] _series =
    [
        .. Enumerable.Range(0, Operations).Select(static i => new SeriesIdentity(
            "m", "http.server.request.duration", "s", InstrumentKind.Histogram,
            [new("http.request.method", "GET"), new("http.route", $"/r{i}")])),
    ];

    private int _closed;

    public ReportCostTests()
    {
        IOptions<MetricsOptions> options = Options.Create(new MetricsOptions { ServiceName = "s", Environment = "e", Version = "v" });
        _store = new MetricStore(options, _collector.Time, _collector.Account);
        _reporter = new MetricsReporter(options, _store, _collector.Collector, _collector.Time);
        MetricsQuery.TryParse("5m", TimeSpan.FromHours(1), out MetricsQuery? query, out _).Should().BeTrue();
        _query = query!;
        for (int i = 0; i < Windows; i++)
        {
            Close();
        }
    }

    public void Dispose() => _collector.Dispose();

    [Fact]
    public void Two_hundred_operations_over_five_minutes_take_at_most_64_KiB_beyond_the_body()
    {
        Allocations.PerCall(Write, Budget, calls: 10).Should().BeLessThanOrEqualTo(Budget);
        _body.WrittenCount.Should().BeGreaterThan(Operations * 200);
    }

    [Fact]
    public void The_first_caller_after_a_window_has_closed_pays_no_more_than_the_others()
    {
        Write();

        Allocations.PerCall(Write, Budget, calls: 1, between: Close).Should().BeLessThanOrEqualTo(Budget);
        _reporter.GetReport(_query).End.Should().Be(_store.GetWindows()[^1].End);
    }

    [Fact]
    public void What_nobody_has_asked_for_in_five_minutes_is_not_made_any_more()
    {
        Write();
        Close();
        MetricsReport prepared = _reporter.GetReport(_query);
        _collector.Time.Advance(ReportCache.IdleLimit);
        Close();
        Close();

        Allocations.PerCall(Write, calls: 1, wanted: long.MaxValue - 1).Should().BeGreaterThan(Budget, "the caller itself makes it");
        _reporter.GetReport(_query).Should().NotBeSameAs(prepared);
    }

    private void Write()
    {
        _body.ResetWrittenCount();
        _reporter.Write(_body, _query);
    }

    // As whoever closes windows does it.
    private void Close()
    {
        MetricWindow window = Window(_closed++, _series);
        _reporter.Prepare(window);
        _store.Add(window);
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
