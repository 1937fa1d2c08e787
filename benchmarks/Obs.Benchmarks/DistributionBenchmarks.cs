using BenchmarkDotNet.Attributes;
using Obs.Metrics;

namespace Obs.Benchmarks;

/// <summary>A million lognormal durations at two digits: the work of a snapshot (every count is gone over and written anew) and four
/// percentiles of it. Budget: 20 microseconds.</summary>
[MemoryDiagnoser]
public class DistributionBenchmarks
{
    private const int Values = 1_000_000;

    private readonly HistogramSnapshot _distribution = HistogramSnapshot.FromValues(Durations());
    private readonly double[] _values = new double[4];

    [Benchmark]
    [Budget(Microseconds = 20)]
    public double SnapshotAndFourPercentiles()
    {
        HistogramSnapshot.Merge([_distribution]).ValuesAtPercentiles([50, 90, 95, 99], _values);
        return _values[3];
    }

    [Benchmark]
    [Budget(Bytes = 0, Microseconds = 20)]
    public double FourPercentiles()
    {
        _distribution.ValuesAtPercentiles([50, 90, 95, 99], _values);
        return _values[3];
    }

    private static IEnumerable<double> Durations()
    {
        var random = new Random(1);
        for (int i = 0; i < Values; i++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            yield return 0.020 * Math.Exp(normal);
        }
    }
}
