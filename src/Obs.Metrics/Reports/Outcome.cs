namespace Obs.Metrics;

/// <summary>How a request ended.</summary>
internal enum Outcome
{
    Ok,

    /// <summary>A 4xx other than 429.</summary>
    Error,

    /// <summary>A 429, which is an error too.</summary>
    Throttle,

    /// <summary>A 5xx, or no answer but an exception.</summary>
    Fault,
}
