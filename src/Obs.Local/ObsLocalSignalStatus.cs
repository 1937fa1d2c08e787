namespace Obs.Local;

/// <summary>What became of everything one signal sent: <c>Accepted = Stored + Dropped + still waiting</c>. Rejects were never
/// accepted.</summary>
public sealed class ObsLocalSignalStatus
{
    /// <summary><c>traces</c> (segment documents), <c>metrics</c> (data) or <c>logs</c> (events).</summary>
    public required string Signal { get; init; }

    /// <summary>Valid inputs received.</summary>
    public required long Accepted { get; init; }

    /// <summary>Inputs committed to the store.</summary>
    public required long Stored { get; init; }

    /// <summary>Invalid inputs by reason.</summary>
    public required IReadOnlyDictionary<string, long> Rejected { get; init; }

    /// <summary>Accepted inputs that were lost, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Dropped { get; init; }
}
