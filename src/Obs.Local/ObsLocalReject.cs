namespace Obs.Local;

/// <summary>One invalid input, and why it was refused.</summary>
public sealed class ObsLocalReject
{
    /// <summary>When it arrived.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary><c>traces</c>, <c>metrics</c> or <c>logs</c>.</summary>
    public required string Signal { get; init; }

    /// <summary>The reason it is counted under.</summary>
    public required string Reason { get; init; }

    /// <summary>What exactly was wrong, at most 400 characters.</summary>
    public required string Detail { get; init; }

    /// <summary>The trace it belongs to, where that could be read.</summary>
    public required string? TraceId { get; init; }
}
