namespace Obs.Tracing;

/// <summary>How far a sampling decision that came with a request is followed.</summary>
public enum IncomingTrust
{
    /// <summary>A caller's <c>Sampled=1</c> counts for as many requests a second as
    /// <see cref="SamplingOptions.IncomingPerSecond"/> allows, then the decision is ours; <c>Sampled=0</c> is followed.</summary>
    Limited = 0,

    /// <summary>The decision is always ours, whatever a caller sends: for services that strangers call directly.</summary>
    Never = 1,

    /// <summary>A caller's decision is always followed: for services that only our own services call.</summary>
    Trusted = 2,
}
