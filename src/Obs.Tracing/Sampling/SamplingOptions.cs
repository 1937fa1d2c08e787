namespace Obs.Tracing;

/// <summary>Which requests are traced: <c>Observability:Tracing:Sampling</c>.</summary>
public sealed class SamplingOptions
{
    /// <summary>Requests that match no rule and are traced each second before the fixed rate applies, 0 to 10,000. The default is
    /// 1.</summary>
    public int ReservoirPerSecond { get; set; } = 1;

    /// <summary>Share of the other requests that match no rule and are traced, 0 to 1. The default is 0.05.</summary>
    public double FixedRate { get; set; } = 0.05;

    /// <summary>Rules that are tried before the two numbers above, from the lowest priority to the highest. None by default.</summary>
    public IList<SamplingRuleOptions> Rules { get; } = [];

    /// <summary>Path of a file of sampling rules in the format of the X-Ray SDKs, version 1 or 2. Its rules are tried after
    /// <see cref="Rules"/>, and its default takes the place of the two numbers above. None by default.</summary>
    public string? RulesFile { get; set; }

    /// <summary>Whether the rules kept in X-Ray are asked for and tried before all others. The default is false. They are asked for the way
    /// segments are sent: through the daemon, or in signed calls where <c>Observability:Tracing:Sender</c> is <c>XRay</c>. While nobody
    /// answers, the rules above decide alone.</summary>
    public bool Central { get; set; }

    /// <summary>How far a decision that came with the request is followed. The default is <see cref="IncomingTrust.Limited"/>.</summary>
    public IncomingTrust Trust { get; set; } = IncomingTrust.Limited;

    /// <summary>Requests a second that callers can have traced under <see cref="IncomingTrust.Limited"/>, 0 to 100,000. The default is
    /// 25.</summary>
    public int IncomingPerSecond { get; set; } = 25;

    /// <summary>Paths that are never traced, each with everything below it; case does not matter.
    /// The default is <c>/health</c>, <c>/healthz</c> and <c>/api/metrics</c>; configuration adds to it.</summary>
    public IList<string> SkipPaths { get; } = ["/health", "/healthz", "/api/metrics"];

    /// <summary>Which unsampled requests yield their segment all the same. None by default.</summary>
    public TailOptions Tail { get; } = new();

    internal IList<Func<ServerRequest, bool>> SkipConditions { get; } = [];

    /// <summary>Adds a condition under which a request is not traced, such as a method or an address. Conditions are asked on every
    /// request.</summary>
    /// <param name="condition">The condition; it runs on the request's thread and must be quick. One that throws
    /// counts as not met. After ten times of throwing or of taking longer than 100 ms, or when a call has not come back for a second, it is
    /// not asked any more.</param>
    /// <returns>These options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="condition"/> is null.</exception>
    public SamplingOptions SkipWhen(Func<ServerRequest, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        SkipConditions.Add(condition);
        return this;
    }
}
