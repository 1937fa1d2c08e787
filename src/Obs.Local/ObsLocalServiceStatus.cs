namespace Obs.Local;

/// <summary>The complete segments one service sent.</summary>
public sealed class ObsLocalServiceStatus
{
    /// <summary>The service's name as its segments give it.</summary>
    public required string Service { get; init; }

    /// <summary>Segments, one for every sampled request the service answered.</summary>
    public required long Segments { get; init; }

    /// <summary>Those of them that began a trace.</summary>
    public required long RootSegments { get; init; }
}
