using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Obs.Delivery;
using Obs.Tracing;
using OpenTelemetry;
using OpenTelemetry.Trace;
using Tracer = Obs.Tracing.Tracer;

namespace Obs.Benchmarks;

/// <summary>A segment that is not sampled, with three subsegments of three annotations each. Budget: the bytes of the segment's own
/// activity, which carries the trace id; the subsegments take none.</summary>
[MemoryDiagnoser]
public class UnsampledBenchmarks : IDisposable
{
    private readonly ActivitySource _floorSource = new("UnsampledFloor");
    private readonly ActivitySource _peerSource = new("UnsampledPeer");
    private readonly IHost _host = BuildHost();
    private ActivityListener? _floor;
    private TracerProvider? _peer;
    private Tracer _tracer = null!;

    [GlobalSetup(Target = nameof(OneActivity))]
    public void SetUpFloor()
    {
        _floor = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, _floorSource),
            Sample = static (ref _) => ActivitySamplingResult.PropagationData,
        };
        ActivitySource.AddActivityListener(_floor);
    }

    [GlobalSetup(Target = nameof(OpenTelemetrySdk))]
    public void SetUpPeer() =>
        _peer = Sdk.CreateTracerProviderBuilder().AddSource(_peerSource.Name).SetSampler(new AlwaysOffSampler()).Build();

    [GlobalSetup(Target = nameof(Obs))]
    public void SetUpObs() => _tracer = _host.Services.GetRequiredService<Tracer>();

    [Benchmark(Baseline = true, Description = "One activity")]
    public void OneActivity() => _floorSource.StartActivity("request", ActivityKind.Server)?.Dispose();

    [Benchmark(Description = "OpenTelemetry, always off")]
    public void OpenTelemetrySdk()
    {
        using Activity? root = _peerSource.StartActivity("request", ActivityKind.Server);
        for (int i = 0; i < 3; i++)
        {
            using Activity? child = _peerSource.StartActivity("work");
            if (child is { IsAllDataRequested: true })
            {
                child.SetTag("color", "red").SetTag("size", 3).SetTag("price", 1.5);
            }
        }
    }

    [Benchmark(Description = "Obs, not sampled")]
    [Budget(BytesOverBaseline = 0)]
    public void Obs()
    {
        using SubsegmentScope root = _tracer.BeginSegment("request");
        for (int i = 0; i < 3; i++)
        {
            using SubsegmentScope child = _tracer.BeginSubsegment("work");
            child.Annotate("color", "red").Annotate("size", 3).Annotate("price", 1.5);
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _floor?.Dispose();
        _peer?.Dispose();
        _host.Dispose();
        _floorSource.Dispose();
        _peerSource.Dispose();
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
