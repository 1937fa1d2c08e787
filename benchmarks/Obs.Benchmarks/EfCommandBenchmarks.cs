using BenchmarkDotNet.Attributes;

namespace Obs.Benchmarks;

/// <summary>An EF Core command in a sampled segment, documented and queued. Budget: 1,024 B over no tracing.</summary>
[MemoryDiagnoser]
public class EfCommandBenchmarks : IDisposable
{
    private EfCommands _commands = null!;

    [GlobalSetup(Target = nameof(Plain))]
    public void SetUpPlain() => _commands = EfCommands.Plain();

    [GlobalSetup(Target = nameof(Sampled))]
    public void SetUpSampled() => _commands = EfCommands.Traced(fixedRate: 1);

    [Benchmark(Baseline = true, OperationsPerInvoke = EfCommands.PerSegment, Description = "EF Core, no tracing")]
    public int Plain() => _commands.Execute();

    [Benchmark(OperationsPerInvoke = EfCommands.PerSegment, Description = "EF Core with Obs, sampled")]
    [Budget(BytesOverBaseline = 1_024)]
    public int Sampled() => _commands.ExecuteInSegment();

    [GlobalCleanup]
    public void Dispose()
    {
        _commands.Dispose();
        GC.SuppressFinalize(this);
    }
}
