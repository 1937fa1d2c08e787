namespace Obs.Testing;

/// <summary>A log event that arrived.</summary>
public sealed class LoggedEvent
{
    /// <summary>The event as it was sent, JSON for one that <c>Obs.Logging</c> wrote.</summary>
    public required string Message { get; init; }

    /// <summary>Its level, where it says one.</summary>
    public required string? Level { get; init; }

    /// <summary>The trace it belongs to, in X-Ray's form, where it says one.</summary>
    public required string? TraceId { get; init; }
}
