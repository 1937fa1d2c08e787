namespace Obs.Tracing;

/// <summary>Which unsampled requests yield their segment all the same, without subsegments:
/// <c>Observability:Tracing:Sampling:Tail</c>.</summary>
public sealed class TailOptions
{
    /// <summary>Whether requests that fail (5xx or an unhandled exception) do. The default is false.</summary>
    public bool Faults { get; set; }

    /// <summary>Requests that take longer do, 1 millisecond to 1 hour. None by default.</summary>
    public TimeSpan? SlowerThan { get; set; }

    /// <summary>Such segments a second, 1 to 10,000, so that an outage does not run up the bill. The default is 10.</summary>
    public int PerSecond { get; set; } = 10;
}
