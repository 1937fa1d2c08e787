using System.Buffers;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Options;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

/// <summary>A reporter over windows that a test made, two of them, with an operation, a dependency and business metrics.</summary>
internal sealed class ReporterHarness : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 0, TimeSpan.Zero);

    private readonly CollectorHarness _collector = new();

    public ReporterHarness()
    {
        IOptions<MetricsOptions> options = Options.Create(
            new MetricsOptions { ServiceName = "storefront", Environment = "Test", Version = "1.2.3" });
        Time = new ManualTimeProvider(Start + TimeSpan.FromSeconds(25));
        Store = new MetricStore(options, Time, _collector.Account);
        Reporter = new MetricsReporter(options, Store, _collector.Collector, Time);
        Store.Add(Window(0, 1));
        Store.Add(Window(10, 2));
    }

    public ManualTimeProvider Time { get; }

    public MetricStore Store { get; }

    public MetricsReporter Reporter { get; }

    public static MetricWindow Window(int second, int scale) => new(
        Start + TimeSpan.FromSeconds(second),
        Start + TimeSpan.FromSeconds(second + 10),
        [
            Request(
                "http.server.request.duration",
                "http.route",
                "/products/{id}",
                "200",
                [.. Enumerable.Range(1, 90).Select(i => i * scale / 1e3)]),
            Request("http.server.request.duration", "http.route", "/products/{id}", "500", [0.4 * scale]),
            Request("http.server.request.duration", "http.route", "/cart, \"big\"", "200", [0.01 * scale]),
            Request("http.client.request.duration", "server.address", "payments", "200", [0.02 * scale]),
            Counted("Obs.Business", "ProductViews", "{count}", InstrumentKind.Counter, "a\\b \"c\"\nd", 3 * scale),
            Counted("Obs.Business", "Revenue", "EUR", InstrumentKind.Counter, "books", 19.5 * scale),
            Counted("Microsoft.AspNetCore.Hosting", "http.server.active_requests", "{request}", InstrumentKind.UpDownCounter, "GET", scale),
        ]);

    public MetricsQuery Parse(params (string Name, string Value)[] parameters)
    {
        Reporter.TryReadQuery(
            parameters.Select(static p => KeyValuePair.Create(p.Name, (string?)p.Value)), out MetricsQuery? query, out string? error)
            .Should().BeTrue(error);
        return query!;
    }

    public static string Text(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public void Dispose() => _collector.Dispose();

    private static MetricSeries Request(string instrument, string key, string target, string status, double[] seconds)
    {
        var distribution = HistogramSnapshot.FromValues(seconds);
        return new MetricSeries(
            "meter",
            instrument,
            "s",
            InstrumentKind.Histogram,
            [new("http.request.method", "GET"), new(key, target), new("http.response.status_code", status)])
        {
            Count = distribution.Count,
            Sum = distribution.Sum,
            Min = distribution.Min,
            Max = distribution.Max,
            Histogram = distribution,
            Exemplars =
            [
                new Exemplar(
                    distribution.Max,
                    Start,
                    ActivityTraceId.CreateFromString("5759e988bd862e3fe1be46a994272793"),
                    ActivitySpanId.CreateFromString("53995c3f42cd8ad8")),
            ],
        };
    }

    private static MetricSeries Counted(string meter, string name, string unit, InstrumentKind kind, string dimension, double sum) =>
        new(meter, name, unit, kind, [new("the.kind", dimension)])
        {
            Count = 1,
            Sum = sum,
            Min = sum,
            Max = sum,
            Last = kind == InstrumentKind.Counter ? 0 : sum,
        };
}
