using BenchmarkDotNet.Attributes;

namespace Obs.Benchmarks;

/// <summary>An EF Core command in a request that is not sampled. Budget: 0 B over one that nobody traces.</summary>
/// <remarks>The baseline runs inside an activity too: a server makes one, and it stands beside the ambient values of EF Core. What is left,
/// at most 4 B, is a segment's share beyond that.</remarks>
[MemoryDiagnoser]
public class UnsampledEfCommandBenchmarks : IDisposable
{
    private const int SegmentShare = 4;

    private EfCommands _commands = null!;

    [GlobalSetup(Target = nameof(Plain))]
    public void SetUpPlain() => _commands = EfCommands.Plain();

    [GlobalSetup(Target = nameof(NotSampled))]
    public void SetUpNotSampled() => _commands = EfCommands.Traced(fixedRate: 0);

    [Benchmark(Baseline = true, OperationsPerInvoke = EfCommands.PerSegment, Description = "EF Core, nobody listens")]
    public int Plain() => _commands.ExecuteInRequest();

    [Benchmark(OperationsPerInvoke = EfCommands.PerSegment, Description = "EF Core with Obs, not sampled")]
    [Budget(BytesOverBaseline = SegmentShare)]
    public int NotSampled() => _commands.ExecuteInSegment();

    [GlobalCleanup]
    public void Dispose()
    {
        _commands.Dispose();
        GC.SuppressFinalize(this);
    }
}
