using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Delivery;
using Obs.Tracing;

namespace Obs.Benchmarks;

/// <summary>Three subsegments with three annotations each below a segment that is not sampled. Budget: 0 B.</summary>
[MemoryDiagnoser]
public class UnsampledBenchmarks : IDisposable
{
    private readonly IHost _host = BuildHost();
    private Tracer _tracer = null!;
    private SubsegmentScope _root;

    [GlobalSetup]
    public void SetUp()
    {
        _tracer = _host.Services.GetRequiredService<Tracer>();
        _root = _tracer.BeginSegment("request");
        if (Activity.Current is null || _tracer.Statistics.Unsampled != 1)
        {
            throw new InvalidOperationException("The segment must run and not be sampled.");
        }
    }

    [Benchmark]
    [Budget(Bytes = 0)]
    public void Subsegments()
    {
        for (int i = 0; i < 3; i++)
        {
            using SubsegmentScope child = _tracer.BeginSubsegment("work");
            child.Annotate("color", "red").Annotate("size", 3).Annotate("price", 1.5);
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _root.Dispose();
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    private static IHost BuildHost()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddKeyedSingleton<IBatchSender, NullSender>("traces");
        builder.Services.AddObsTracing(static options => (options.Sampling.ReservoirPerSecond, options.Sampling.FixedRate) = (0, 0));
        return builder.Build();
    }
}
