using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.TestSupport;

namespace Obs.Metrics.Tests;

public sealed class AddObsMetricsTests
{
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero));
    private readonly WindowCollector _windows = new();

    [Fact]
    public async Task A_window_is_closed_each_interval_and_the_last_one_when_the_host_stops()
    {
        using IHost host = await StartAsync();
        BusinessCounter views = host.Services.GetRequiredService<BusinessMetrics>().CreateCounter("ProductViews", "Category");
        views.Add(1, "books");
        views.Add(2, "books");

        await AdvanceOneWindowAsync();
        views.Add(4, "toys");
        await host.StopAsync();
        views.Add(8, "late");

        _windows.All.Should().HaveCount(2);
        MetricSeries first = Business(_windows.All[0]).Should().ContainSingle().Subject;
        (first.InstrumentName, first.Sum, first.Dimension("Category")).Should().Be(("ProductViews", 3, "books"));
        _windows.All[0].End.Should().Be(new DateTimeOffset(2026, 1, 2, 3, 4, 10, TimeSpan.Zero));
        Business(_windows.All[1]).Should().ContainSingle().Which.Sum.Should().Be(4);
        _windows.All[1].Start.Should().Be(_windows.All[0].End);
    }

    [Fact]
    public async Task A_sink_that_throws_costs_itself_the_window_and_nobody_else()
    {
        using IHost host = await StartAsync(static b => b.Services.AddSingleton<IMetricWindowSink, ThrowingSink>());

        await AdvanceOneWindowAsync();
        await host.StopAsync();

        _windows.All.Should().HaveCount(2);
        host.Services.GetRequiredService<CollectionAccount>().SinkFailures.Should().Be(2);
    }

    [Fact]
    public async Task The_report_is_the_document_others_read()
    {
        using IHost host = await StartAsync(static b => b.Services.AddObsMetrics(static o =>
        {
            (o.ServiceName, o.Environment, o.Version) = ("storefront", "Test", "1.2.3");
            o.Views.Add(new MetricView { InstrumentName = "late", Drop = true });
        }));
        RecordRequests(host);
        await AdvanceOneWindowAsync();

        string json = Report(host, "10s");

        // The runtime's own numbers differ from run to run; all else is exact.
        using var document = JsonDocument.Parse(json);
        var compared = document.RootElement.EnumerateObject().Where(static p => p.Name is not ("runtime" or "collection"))
            .ToDictionary(static p => p.Name, static p => p.Value);
        Golden.ShouldMatch(
            JsonSerializer.Serialize(compared, Indented) + "\n", "metrics", "report.json");
        document.RootElement.GetProperty("runtime").EnumerateArray()
            .Should().Contain(static s => s.GetProperty("name").GetString() == "dotnet.gc.collections"
                || s.GetProperty("name").GetString() == "dotnet.process.memory.working_set");
        document.RootElement.GetProperty("collection").GetProperty("rejected").GetInt64().Should().Be(1);
        await host.StopAsync();
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start()
    {
        Func<Task> start = async () =>
        {
            using IHost host = await StartAsync(static b => b.Configuration["Observability:Metrics:Interval"] = "00:00:00.5");
        };

        (await start.Should().ThrowAsync<OptionsValidationException>())
            .WithMessage("*Observability:Metrics:Interval: must be 00:00:01 to 00:15:00; found 00:00:00.5*");
    }

    [Fact]
    public async Task Code_wins_over_configuration_and_calling_twice_is_harmless()
    {
        using IHost host = await StartAsync(static b =>
        {
            b.Configuration["Observability:Metrics:MaxSeries"] = "7";
            b.Configuration["Observability:Metrics:SignificantDigits"] = "3";
            b.Configuration["Observability:Metrics:Views:0:InstrumentName"] = "x";
            b.Configuration["Observability:Metrics:Views:0:KeepTags:0"] = "y";
            b.Services.AddObsMetrics(static o => o.MaxSeries = 9);
            b.Services.AddObsMetrics();
        });
        MetricsOptions options = host.Services.GetRequiredService<IOptions<MetricsOptions>>().Value;

        (options.MaxSeries, options.SignificantDigits, options.Environment).Should().Be((9, 3, "Production"));
        options.Views.Should().ContainSingle().Which.KeepTags.Should().Equal("y");
        host.Services.GetServices<IHostedService>().OfType<WindowService>().Should().ContainSingle();
        await host.StopAsync();
    }

    [Fact]
    public async Task A_service_that_restarts_reports_on_what_it_measured_before()
    {
        using var folder = new TemporaryFolder();
        void WriteSnapshots(HostApplicationBuilder b) => b.Configuration["Observability:Metrics:Snapshots:Folder"] = folder.Path;
        using (IHost first = await StartAsync(WriteSnapshots))
        {
            first.Services.GetRequiredService<BusinessMetrics>().CreateCounter("ProductViews").Add(3);
            await AdvanceOneWindowAsync();
            await first.StopAsync();
        }

        using IHost second = await StartAsync(WriteSnapshots);

        Business(second.Services.GetRequiredService<MetricStore>().GetWindow(TimeSpan.FromHours(1))).Should()
            .ContainSingle().Which.Sum.Should().Be(3);
        await second.StopAsync();
    }

    [Fact]
    public async Task Switched_off_nothing_listens()
    {
        using IHost host = await StartAsync(static b => b.Configuration["Observability:Metrics:Enabled"] = "false");
        Counter<long> counter = host.Services.GetRequiredService<IMeterFactory>().Create("Obs.Test").CreateCounter<long>("c");

        counter.Enabled.Should().BeFalse();
        await host.StopAsync();
        _windows.All.Should().BeEmpty();
    }

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };

    private static IEnumerable<MetricSeries> Business(MetricWindow window) =>
        window.Series.Where(static s => s.MeterName == BusinessMetrics.MeterName);

    private static void RecordRequests(IHost host)
    {
        Meter meter = host.Services.GetRequiredService<IMeterFactory>().Create("Microsoft.AspNetCore.Hosting");
        Histogram<double> duration = meter.CreateHistogram<double>("http.server.request.duration", "s");
        for (int i = 1; i <= 100; i++)
        {
            duration.Record(
                i / 1_000.0,
                new("http.request.method", "GET"),
                new("url.scheme", "http"),
                new("http.route", "/products/{id}"),
                new("http.response.status_code", i == 100 ? 500 : i == 99 ? 429 : 200));
        }

        duration.Record(0.002, new("http.request.method", "GET"), new("http.response.status_code", 404));
        BusinessMetrics business = host.Services.GetRequiredService<BusinessMetrics>();
        business.CreateCounter("ProductViews", "Category").Add(3, "books");
        business.CreateAmount("Revenue", "EUR").Add(19.5);
        business.CreateDistribution("CartSize", "{item}").Record(4);
        business.CreateCounter("ProductViews", "Category").Add(1);
    }

    private static string Report(IHost host, string window)
    {
        MetricsReporter reporter = host.Services.GetRequiredService<MetricsReporter>();
        MetricsQuery.TryParse(window, reporter.LongestWindow, out MetricsQuery? query, out _).Should().BeTrue();
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        reporter.Write(output, query!);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private async Task<IHost> StartAsync(Action<HostApplicationBuilder>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(_time);
        builder.Services.AddSingleton<IMetricWindowSink>(_windows);
        builder.Services.AddObsMetrics();
        configure?.Invoke(builder);
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private async Task AdvanceOneWindowAsync()
    {
        using var ceiling = new CancellationTokenSource(Patience.Limit);
        await WindowClock.AdvanceToEndAsync(_time, TimeSpan.FromSeconds(10));
        await _windows.NextAsync(ceiling.Token);
    }

    private sealed class ThrowingSink : IMetricWindowSink
    {
        public void OnWindowClosed(MetricWindow window) => throw new InvalidOperationException("boom");
    }
}
