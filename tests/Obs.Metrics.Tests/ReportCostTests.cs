using System.Buffers;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>What <c>GET /api/metrics</c> costs in memory beyond its answer, whoever asks whatever: nothing is kept from one answer to the
/// next.</summary>
public sealed class ReportCostTests : IDisposable
{
    private const int Operations = 200;
    private const int RuntimeSeries = 60;
    private const int Windows = 30;
    private const int Rankings = 5;
    private const int RankedKeys = 400;
    private const int PerWindow = 50;
    private const long Budget = 64 << 10;

    private readonly CollectorHarness _collector = new();
    private readonly MetricStore _store;
    private readonly MetricsReporter _reporter;
    private readonly ArrayBufferWriter<byte> _body = new(16 << 20);
    private readonly SeriesIdentity[] _series =
    [
        .. Enumerable.Range(0, Operations).Select(static i => new SeriesIdentity(
            "m", "http.server.request.duration", "s", InstrumentKind.Histogram,
            [new("http.request.method", "GET"), new("http.route", $"/r{i}")])),
        .. Enumerable.Range(0, RuntimeSeries).Select(static i => new SeriesIdentity(
            "m", $"runtime{i / 3}", "s", i % 2 == 0 ? InstrumentKind.Counter : InstrumentKind.Histogram, [new("kind", $"{i}")])),
    ];

    private int _closed;

    public ReportCostTests()
    {
        IOptions<MetricsOptions> options = Options.Create(new MetricsOptions { ServiceName = "s", Environment = "e", Version = "v" });
        _store = new MetricStore(options, _collector.Time, _collector.Account);
        _reporter = new MetricsReporter(options, _store, _collector.Collector, _collector.Time);
        _collector.Time.StepWallClock(ReporterHarness.Start - _collector.Time.GetUtcNow());
        for (int i = 0; i < Windows; i++)
        {
            Close();
        }
    }

    public void Dispose() => _collector.Dispose();

    [Theory]
    [InlineData("window", "5m")]
    [InlineData("window", "100")]
    [InlineData("window", "1h")]
    [InlineData("percentiles", "1,25,50,75,99.99")]
    [InlineData("from", "2026-01-02T03:05:00Z")]
    [InlineData("operation", "GET /r1*")]
    [InlineData("series", "true")]
    public void A_question_over_two_hundred_operations_takes_at_most_64_KiB_beyond_the_body(string parameter, string value)
    {
        // Each time another window has closed, so that no answer can be one from before.
        Allocations.PerCall(() => Ask(parameter, value), Budget, calls: 1, between: Close).Should().BeLessThanOrEqualTo(Budget);
        _body.WrittenCount.Should().BeGreaterThan(Operations * 100);
    }

    [Theory]
    [InlineData("table")]
    [InlineData("payloads")]
    [InlineData("scrape")]
    public void Another_form_takes_no_more(string form)
    {
        Action<MetricsQuery> write = form switch
        {
            "table" => query => _reporter.WriteCsv(_body, query),
            "payloads" => query => _reporter.WriteHistograms(_body, query),
            _ => query => _reporter.WriteOpenMetrics(_body, query),
        };
        MetricsQuery query = Parse("name", "*");
        Allocations.PerCall(
            () =>
            {
                _body.ResetWrittenCount();
                write(query);
            },
            Budget,
            calls: 1,
            between: Close).Should().BeLessThanOrEqualTo(Budget);
        _body.WrittenCount.Should().BeGreaterThan(Operations * 100);
    }

    private void Ask(string parameter, string value)
    {
        _body.ResetWrittenCount();
        _reporter.Write(_body, Parse(parameter, value));
    }

    private MetricsQuery Parse(string parameter, string value)
    {
        _reporter.TryReadQuery([new(parameter, value)], out MetricsQuery? query, out string? error).Should().BeTrue(error);
        return query!;
    }

    private void Close()
    {
        _store.Add(Window(_closed++, _series));
        _collector.Time.Advance(TimeSpan.FromSeconds(10));
    }

    private static MetricWindow Window(int number, SeriesIdentity[] series)
    {
        var distribution = HistogramSnapshot.FromValues(LatencyData.Lognormal(PerWindow, 0.020, 1, number));
        Exemplar[] exemplars =
        [
            .. Enumerable.Range(1, KeptTraces.Capacity + KeptTraces.TypicalCapacity).Select(i => new Exemplar(
                distribution.Max / i, ReporterHarness.Start, ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom())),
        ];
        return new MetricWindow(
            ReporterHarness.Start.AddSeconds(10 * number),
            ReporterHarness.Start.AddSeconds(10 * (number + 1)),
            [
                .. series.Select(s => new MetricSeries(s)
                {
                    Count = distribution.Count,
                    Sum = distribution.Sum,
                    Histogram = s.Kind == InstrumentKind.Histogram ? distribution : null,
                    Exemplars = exemplars,
                }),
            ])
        {
            TopK = [.. Enumerable.Range(0, Rankings).Select(i => Ranking($"ranking{i}", number))],
        };
    }

    // In every window other keys among the same ones.
    private static MetricTopK Ranking(string name, int number) => new(
        name, RankedKeys, total: 1_000, floor: 1,
        [.. Enumerable.Range(0, RankedKeys).Select(i => new TopKEntry($"key{i * (number + 1)}", 2, 1))]);
}
