namespace Obs.Metrics.Tests;

/// <summary>Durations in seconds as services have them, the same in every run.</summary>
internal static class LatencyData
{
    public static double[] Lognormal(int count, double medianSeconds, double sigma, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Clamp(medianSeconds * Math.Exp(sigma * Normal(random)), 1e-6, 60))];
    }

    /// <summary>Mostly 8 ms, and 2 s for three in a hundred.</summary>
    public static double[] Bimodal(int count)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() < 0.97 ? 0.008 : 2) * Math.Exp(0.1 * Normal(random)))];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
