using BenchmarkDotNet.Attributes;
using Obs.Insights;

namespace Obs.Benchmarks;

/// <summary>One query over a file of a million lines, by the clock. The baseline is the scan that was written by hand, on one thread; the
/// engine has a thread for each processor. Budget, on two of them: three fifths of the time.</summary>
[MemoryDiagnoser]
public class InsightsFileBenchmarks
{
    private const int Lines = 1_000_000;

    private readonly string _file = Path.Join(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly InsightsQuery _grouped = InsightsQuery.Parse("stats count(*), pct(duration, 99) by bin(5m), route");

    [GlobalSetup]
    public void SetUp() => File.WriteAllLines(_file, Enumerable.Range(0, Lines).Select(InsightsBenchmarks.Line));

    [Benchmark(Baseline = true, Description = "hand-written scan of a file")]
    public int HandWritten()
    {
        using var file = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return HandWrittenScan.CountGroups(file);
    }

    [Benchmark(Description = "stats count(*), pct by bin, route, on all processors")]
    [Budget(Ratio = 0.6)]
    public Task<InsightsResult> Grouped() => InsightsEngine.RunAsync(_grouped, LogSource.FromFiles(_file), new InsightsOptions());

    [GlobalCleanup]
    public void CleanUp() => File.Delete(_file);
}
