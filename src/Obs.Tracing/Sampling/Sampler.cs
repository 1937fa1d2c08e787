namespace Obs.Tracing;

/// <summary>Makes the one sampling decision of a request, and counts it.</summary>
/// <remarks>Thread safety: every member may be called from any thread; no lock is taken and nothing is allocated.</remarks>
internal sealed class Sampler
{
    private readonly Reservoir _reservoir;
    private readonly Reservoir _incoming;
    private readonly IncomingTrust _trust;
    private readonly double _fixedRate;
    private readonly string[] _skipPaths;
    private readonly Random _random;

    public Sampler(SamplingOptions options, TimeProvider time, Random random)
    {
        _reservoir = new Reservoir(options.ReservoirPerSecond, time);
        _incoming = new Reservoir(options.IncomingPerSecond, time);
        _trust = options.Trust;
        _fixedRate = options.FixedRate;
        _skipPaths = [.. options.SkipPaths.Select(static path => path.TrimEnd('/'))];
        _random = random;
    }

    public bool IsSkipped(string? path)
    {
        foreach (string skipped in _skipPaths)
        {
            if (path is not null && path.StartsWith(skipped, StringComparison.OrdinalIgnoreCase)
                && (path.Length == skipped.Length || path[skipped.Length] == '/'))
            {
                return true;
            }
        }

        return false;
    }

    public bool Decide(IncomingDecision incoming) => (_trust, incoming) switch
    {
        (IncomingTrust.Limited or IncomingTrust.Trusted, IncomingDecision.NotSampled) => false,
        (IncomingTrust.Trusted, IncomingDecision.Sampled) => true,
        (IncomingTrust.Limited, IncomingDecision.Sampled) when _incoming.TryTake() => true,
        _ => _reservoir.TryTake() || _random.NextDouble() < _fixedRate,
    };
}
