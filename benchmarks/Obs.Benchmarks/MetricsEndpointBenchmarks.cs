using System.Diagnostics.Metrics;
using System.Net;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Obs.Metrics;
using Obs.Tracing;

namespace Obs.Benchmarks;

/// <summary><c>GET /api/metrics</c> over Kestrel in each of its forms, for 200 operations in 30 windows that go on closing meanwhile, one
/// each second. Budget: 5 milliseconds. Its bytes are held by a test: here those of the caller would be among them.</summary>
public class MetricsEndpointBenchmarks : IDisposable
{
    private const int Operations = 200;
    private const int Windows = 30;
    private const int PerSecond = 50;
    private const int CallsPerWindow = 10;

    private readonly CancellationTokenSource _stop = new();
    private WebApplication? _app;
    private HttpClient? _client;
    private Task _recording = Task.CompletedTask;

    // The emitting toolchain does not wait for tasks.
    [GlobalSetup]
    public void Start() => StartAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Stop() => StopAsync().GetAwaiter().GetResult();

    [Benchmark]
    [Budget(Microseconds = 5_000)]
    public long Json() => Get($"format=json&window={Windows}s");

    [Benchmark]
    [Budget(Microseconds = 10_000)] // Two and a half times the body, every window by itself.
    public long JsonOverTime() => Get($"format=json&window={Windows}s&series=true");

    [Benchmark]
    [Budget(Microseconds = 5_000)]
    public long OpenMetrics() => Get("format=openmetrics");

    [Benchmark]
    [Budget(Microseconds = 5_000)]
    public long Csv() => Get($"format=csv&window={Windows}s");

    [Benchmark]
    [Budget(Microseconds = 5_000)]
    public long Histograms() => Get($"format=histograms&window={Windows}s");

    public void Dispose()
    {
        _client?.Dispose();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    private long Get(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/metrics?{query}");
        using HttpResponseMessage response = _client!.Send(request);
        response.EnsureSuccessStatusCode();
        return response.Content.Headers.ContentLength ?? response.Content.ReadAsStream().Length;
    }

    private async Task StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddObservability();
        builder.Services.Configure<MetricsOptions>(static options => options.Interval = TimeSpan.FromSeconds(1));
        builder.Services.Configure<TracingOptions>(static options => options.Enabled = false);
        _app = builder.Build();
        await _app.StartAsync();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        _recording = RecordAsync(_app.Services.GetRequiredService<IMeterFactory>());
        MetricStore store = _app.Services.GetRequiredService<MetricStore>();
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (store.GetWindows().Count <= Windows)
        {
            await tick.WaitForNextTickAsync();

            // What a service answers all day is compiled for good; the few calls of a benchmark's own warm-up do not get there.
            for (int i = 0; i < CallsPerWindow; i++)
            {
                _ = Json() + JsonOverTime() + OpenMetrics() + Csv() + Histograms();
            }
        }
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _recording;
        await _app!.DisposeAsync();
        Dispose();
    }

    private async Task RecordAsync(IMeterFactory meters)
    {
        Meter meter = meters.Create("Microsoft.AspNetCore.Hosting");
        Histogram<double> duration = meter.CreateHistogram<double>("http.server.request.duration", "s");
        KeyValuePair<string, object?>[] routes =
            [.. Enumerable.Range(0, Operations).Select(static i => KeyValuePair.Create("http.route", (object?)$"/r{i}"))];
        var random = new Random(1);
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1));
        using CancellationTokenRegistration stopping = _stop.Token.Register(tick.Dispose);
        do
        {
            foreach (KeyValuePair<string, object?> route in routes)
            {
                for (int i = 0; i < PerSecond; i++)
                {
                    duration.Record(0.02 * Math.Exp(random.NextDouble() * 3), new("http.request.method", "GET"), route);
                }
            }
        }
        while (await tick.WaitForNextTickAsync());
    }
}
