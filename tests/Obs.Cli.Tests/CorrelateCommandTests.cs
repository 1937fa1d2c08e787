using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Cli.Reports;
using Obs.Metrics;
using Obs.TestSupport;

namespace Obs.Cli.Tests;

/// <summary><c>obs report correlate</c> over ten minutes that a service wrote, in which slow payments cost purchases.</summary>
public sealed class CorrelateCommandTests : IDisposable
{
    private const int Steps = 60;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_planted_correlation_comes_first_and_what_has_nothing_to_do_with_it_is_not_significant()
    {
        await RunServiceAsync();

        (int code, string output, string error) = await Shell.RunAsync(
            "", "report", "correlate", _folder.Path, "--json", "--metric", "Purchases");

        (code, error).Should().Be((0, ""));
        JsonElement[] pairs = [.. JsonDocument.Parse(output).RootElement.EnumerateArray()];
        JsonElement payments = pairs.Single(static pair => pair.GetProperty("system").GetString() == "POST /checkout p95 ms");
        payments.GetProperty("spearman").GetDouble().Should().BeLessThan(-0.9);
        payments.GetProperty("pearson").GetDouble().Should().BeLessThan(-0.9);
        payments.GetProperty("steps").GetInt32().Should().BeInRange(Steps - 1, Steps);
        payments.GetProperty("significant").GetBoolean().Should().BeTrue();
        pairs.Single(static pair => pair.GetProperty("system").GetString() == "GET /products p95 ms").GetProperty("significant")
            .GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task The_table_says_how_many_pairs_were_looked_at()
    {
        await RunServiceAsync();

        (_, string output, _) = await Shell.RunAsync("", "report", "correlate", _folder.Path);

        output.Should().MatchRegex("Purchases +POST /checkout p95 ms +[0-9]+ +-(0\\.9|1\\.0)")
            .And.Contain("pairs were looked at").And.Contain("need not be cause and effect");
    }

    [Fact]
    public async Task Where_there_is_nothing_it_says_what_it_takes()
    {
        (int code, _, string error) = await Shell.RunAsync("", "report", "correlate", _folder.Path);

        code.Should().Be(ExitCode.Failure);
        error.Should().Contain("there is nothing to correlate. It takes 10 steps");
    }

    [Fact]
    public void Both_coefficients_and_their_chances_are_those_of_the_textbook()
    {
        // By the formulas, worked out apart: ranks are the values, so that both are 149/165; t = 5.9457 with 8 degrees, p = 0.0003436.
        Correlation pair = Correlator.Correlate(
        [
            new TimedSeries("b", IsBusiness: true, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
            new TimedSeries("s", IsBusiness: false, [2, 1, 4, 3, 7, 5, 6, 10, 8, 9]),
        ]).Single();

        pair.Pearson.Should().BeApproximately(149.0 / 165, 1e-9);
        pair.Spearman.Should().BeApproximately(149.0 / 165, 1e-9);
        pair.PearsonP.Should().BeApproximately(0.0003436, 1e-7);
        pair.Steps.Should().Be(10);
    }

    // Ten minutes by a clock that the test moves: payments slow down and recover once a minute, and visitors give up meanwhile.
    private async Task RunServiceAsync()
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
            options.Snapshots.Folder = _folder.Path;
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
            Record("POST", "/checkout", 0.1 + wave);
            Record("GET", "/products", 0.02 + (random.NextDouble() / 100));
            purchases.Add((long)(100 * (1 - wave)) + random.Next(5));
            await CloseWindowAsync(time, closed);
            await WrittenAsync(step + 1); // A disk slower than this clock would have windows counted as lost.
        }

        await host.StopAsync();

        void Record(string method, string route, double seconds) =>
            duration.Record(seconds, new("http.request.method", method), new("http.route", route), new("http.response.status_code", 200));
    }

    // Not before the service waits for the end of the window: a step that nobody waited for would make the next window two steps long.
    private static async Task CloseWindowAsync(ManualTimeProvider time, ClosedWindows closed)
    {
        TimeSpan rest = Step - TimeSpan.FromTicks(time.GetUtcNow().Ticks % Step.Ticks);
        await Eventually.GetAsync(() => Task.FromResult(time.IsArmed(rest)), static isArmed => isArmed);
        time.Advance(rest);
        (await closed.NextAsync()).Should().BeTrue();
    }

    private Task<int> WrittenAsync(int windows) => Eventually.GetAsync(
        () => Task.FromResult(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Length), written => written >= windows);

    private sealed class ClosedWindows : IMetricWindowSink, IDisposable
    {
        private readonly SemaphoreSlim _closed = new(0);

        public void OnWindowClosed(MetricWindow window) => _closed.Release();

        public Task<bool> NextAsync() => _closed.WaitAsync(TimeSpan.FromSeconds(10));

        public void Dispose() => _closed.Dispose();
    }
}
