using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Obs.Benchmarks;

/// <summary>Measurements of one series from two threads at once, against one thread alone, per measurement of one thread. Budget: 1.3
/// times.</summary>
/// <remarks>Needs two cores that nobody else uses: where the threads take turns on one, it measures the machine.</remarks>
public class ContentionBenchmarks : IDisposable
{
    private const int PerThread = 1_000_000;

    private readonly IHost _host;
    private readonly Histogram<double> _histogram;

    public ContentionBenchmarks()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddObsMetrics(static options => options.Meters.Add("Measured"));
        _host = builder.Build();
        _host.Start();
        _histogram = _host.Services.GetRequiredService<IMeterFactory>().Create("Measured").CreateHistogram<double>("duration", "s");
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = PerThread)]
    public void OneThread() => Run(threads: 1);

    [Benchmark(OperationsPerInvoke = PerThread)]
    [Budget(Ratio = 1.3)]
    public void TwoThreads() => Run(threads: 2);

    [GlobalCleanup]
    public void Dispose()
    {
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Run(int threads)
    {
        Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(RecordAll))];
        Array.ForEach(all, static thread => thread.Start());
        Array.ForEach(all, static thread => thread.Join());
    }

    private void RecordAll()
    {
        for (int i = 0; i < PerThread; i++)
        {
            _histogram.Record(
                0.001 * (i & 1023),
                new KeyValuePair<string, object?>("http.request.method", "GET"),
                new KeyValuePair<string, object?>("http.route", "/products/{id}"),
                new KeyValuePair<string, object?>("url.scheme", "https"));
        }
    }
}
