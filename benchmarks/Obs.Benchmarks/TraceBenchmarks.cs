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

/// <summary>A segment with three subsegments of three annotations each, documented and queued. Budget: the bytes of the four activities
/// and their tags themselves; not sampled, those of the root alone.</summary>
/// <remarks>The floor is a listener that does nothing. OpenTelemetry stands beside it with an exporter that drops everything.</remarks>
[MemoryDiagnoser]
public class TraceBenchmarks : IDisposable
{
    private readonly ActivitySource _floorSource = new("Floor");
    private readonly ActivitySource _peerSource = new("Peer");
    private readonly IHost _host = BuildHost();
    private ActivityListener? _floor;
    private TracerProvider? _peer;
    private Tracer _tracer = null!;

    [GlobalSetup(Target = nameof(Activities))]
    public void SetUpFloor()
    {
        _floor = new ActivityListener
        {
            ShouldListenTo = source => ReferenceEquals(source, _floorSource),
            Sample = static (ref _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(_floor);
    }

    [GlobalSetup(Target = nameof(OpenTelemetrySdk))]
    public void SetUpPeer() => _peer = Sdk.CreateTracerProviderBuilder()
        .AddSource(_peerSource.Name)
        .AddProcessor(new BatchActivityExportProcessor(new NullExporter()))
        .Build();

    [GlobalSetup(Target = nameof(Obs))]
    public void SetUpObs() => _tracer = _host.Services.GetRequiredService<Tracer>();

    [Benchmark(Baseline = true, Description = "Activities, a listener that does nothing")]
    public void Activities() => Trace(_floorSource);

    [Benchmark(Description = "OpenTelemetry, exported to nowhere")]
    public void OpenTelemetrySdk() => Trace(_peerSource);

    [Benchmark(Description = "Obs, documented and queued")]
    [Budget(BytesOverBaseline = 16)]
    public void Obs()
    {
        using SubsegmentScope root = _tracer.BeginSegment("request");
        for (int i = 0; i < 3; i++)
        {
            using SubsegmentScope child = _tracer.BeginSubsegment("work");
            child.Annotate("color", "red").Annotate("size", "large").Annotate("shape", "round");
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

    private static void Trace(ActivitySource source)
    {
        using Activity? root = source.StartActivity("request", ActivityKind.Server);
        for (int i = 0; i < 3; i++)
        {
            using Activity? child = source.StartActivity("work");
            child?.SetTag("annotation.color", "red");
            child?.SetTag("annotation.size", "large");
            child?.SetTag("annotation.shape", "round");
        }
    }

    private static IHost BuildHost()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddKeyedSingleton<IBatchSender, NullSender>("traces");
        builder.Services.AddObsTracing(static options => options.Sampling.FixedRate = 1);
        return builder.Build();
    }

    private sealed class NullExporter : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch) => ExportResult.Success;
    }
}
