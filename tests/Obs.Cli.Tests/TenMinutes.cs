using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Metrics;
using Obs.TestSupport;

namespace Obs.Cli.Tests;

/// <summary>What a service wrote in ten minutes by a clock that the test moves: payments slow down and recover once a minute, and visitors
/// give up meanwhile.</summary>
public sealed class TenMinutes : IAsyncLifetime, IDisposable
{
    public const int Steps = 60;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    public async Task InitializeAsync()
    {
        var time = new ManualTimeProvider(new DateTimeOffset(2024, 1, 2, 3, 4, 0, TimeSpan.Zero)); // Where a window begins.
        using var closed = new ClosedWindows();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IMetricWindowSink>(closed);
        builder.Services.AddObsMetrics(options =>
        {
            options.ServiceName = "storefront";
            options.Interval = Step;
            options.Snapshots.Folder = Folder;
            options.Snapshots.Interval = Step;
        });
        using IHost host = builder.Build();
        await host.StartAsync();
        Histogram<double> duration = host.Services.GetRequiredService<IMeterFactory>()
            .Create("Microsoft.AspNetCore.Hosting").CreateHistogram<double>("http.server.request.duration", "s");
        BusinessCounter purchases = host.Services.GetRequiredService<BusinessMetrics>().CreateCounter("Purchases");
        var random = new Random(7);
        for (int step = 0; step < Steps; step++)
        {
            double wave = (1 - Math.Cos(2 * Math.PI * step / 6.5)) / 2;
            for (int visitor = 0; visitor < 5; visitor++)
            {
                Record("POST", "/checkout", 0.1 + wave + (random.NextDouble() / 50));
                Record("GET", "/products", 0.02 + (random.NextDouble() / 100));
            }

            purchases.Add((long)(100 * (1 - wave)) + random.Next(5));
            await WindowClock.AdvanceToEndAsync(time, Step);
            (await closed.NextAsync()).Should().BeTrue();
            await WrittenAsync(step + 1); // A disk slower than this clock would have windows counted as lost.
        }

        await host.StopAsync();

        void Record(string method, string route, double seconds) =>
            duration.Record(seconds, new("http.request.method", method), new("http.route", route), new("http.response.status_code", 200));
    }

    private Task<int> WrittenAsync(int windows) => Eventually.GetAsync(
        () => Task.FromResult(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Length), written => written >= windows);

    private sealed class ClosedWindows : IMetricWindowSink, IDisposable
    {
        private readonly SemaphoreSlim _closed = new(0);

        public void OnWindowClosed(MetricWindow window) => _closed.Release();

        public Task<bool> NextAsync() => _closed.WaitAsync(Patience.Limit);

        public void Dispose() => _closed.Dispose();
    }
}
