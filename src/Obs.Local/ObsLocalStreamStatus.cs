namespace Obs.Local;

/// <summary>One sender's numbered datagrams.</summary>
public sealed class ObsLocalStreamStatus
{
    /// <summary>The name the sender gave its stream.</summary>
    public required string Stream { get; init; }

    /// <summary>Datagrams that arrived.</summary>
    public required long Received { get; init; }

    /// <summary>Datagrams missing between the lowest and the highest number that arrived.</summary>
    public required long Lost { get; init; }
}
