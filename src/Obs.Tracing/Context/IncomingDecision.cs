namespace Obs.Tracing;

/// <summary>What a trace header says about sampling.</summary>
public enum IncomingDecision
{
    /// <summary>The header says nothing: the decision is ours.</summary>
    None = 0,

    /// <summary><c>Sampled=1</c>: the caller records this trace.</summary>
    Sampled = 1,

    /// <summary><c>Sampled=0</c>: the caller does not record this trace.</summary>
    NotSampled = 2,

    /// <summary><c>Sampled=?</c>: the caller leaves the decision to us and wants to read it in the response.</summary>
    Requested = 3,
}
