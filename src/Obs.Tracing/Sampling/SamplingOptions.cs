namespace Obs.Tracing;

/// <summary>Which requests are traced: <c>Observability:Tracing:Sampling</c>.</summary>
public sealed class SamplingOptions
{
    /// <summary>Requests traced each second before the fixed rate applies, 0 to 10,000. The default is 1.</summary>
    public int ReservoirPerSecond { get; set; } = 1;

    /// <summary>Share of the other requests that is traced, 0 to 1. The default is 0.05.</summary>
    public double FixedRate { get; set; } = 0.05;

    /// <summary>How far a decision that came with the request is followed. The default is <see cref="IncomingTrust.Limited"/>.</summary>
    public IncomingTrust Trust { get; set; } = IncomingTrust.Limited;

    /// <summary>Requests a second that callers can have traced under <see cref="IncomingTrust.Limited"/>, 0 to 100,000. The default is 25.</summary>
    public int IncomingPerSecond { get; set; } = 25;

    /// <summary>Paths that are never traced, each with everything below it; case does not matter.
    /// The default is <c>/health</c>, <c>/healthz</c> and <c>/api/metrics</c>; configuration adds to it.</summary>
    public IList<string> SkipPaths { get; } = ["/health", "/healthz", "/api/metrics"];
}
