using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Obs.Tracing;

namespace Obs.Benchmarks;

/// <summary>Reading and writing the trace header. Budget: 0 B to read, one string to write.</summary>
[MemoryDiagnoser]
public class TraceHeaderBenchmarks : IDisposable
{
    private const string W3C = "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01";
    private const int HeaderStringBytes = 184;

    // Several, so that no branch is learnt by heart.
    private static readonly string[] Headers =
    [
        "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
        "Root=1-5759e988-bd862e3fe1be46a994272793",
        "Self=1-67891234-12456789abcdef0123456789;Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=?",
        "Sampled=0; Parent=53995c3f42cd8ad8; Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=a87bd80c:0",
    ];

    private readonly Activity _activity = new Activity("call").SetIdFormat(ActivityIdFormat.W3C).Start();
    private int _next;

    [Benchmark(Baseline = true, Description = "ActivityContext.TryParse, traceparent")]
    public bool Platform() => ActivityContext.TryParse(W3C, traceState: null, isRemote: true, out _);

    [Benchmark]
    [Budget(Bytes = 0)]
    public bool ParseW3C() => TraceHeader.TryParseW3C(W3C, out _);

    [Benchmark]
    [Budget(Bytes = 0)]
    public bool Parse() => TraceHeader.TryParse(Headers[_next++ & 3], out _);

    [Benchmark]
    [Budget(Bytes = HeaderStringBytes)]
    public string Format() => TraceHeader.Format(_activity, sampled: true);

    [GlobalCleanup]
    public void Dispose()
    {
        _activity.Dispose();
        GC.SuppressFinalize(this);
    }
}
