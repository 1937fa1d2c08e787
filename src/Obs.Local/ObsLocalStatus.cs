namespace Obs.Local;

/// <summary>An account of everything the server received since it started.</summary>
public sealed class ObsLocalStatus
{
    /// <summary>When the server started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Datagrams that reached the UDP port, valid or not.</summary>
    public required long Datagrams { get; init; }

    /// <summary>Datagrams that the kernel dropped because they came faster than they were read; null where the system does not
    /// tell.</summary>
    public required long? DroppedByKernel { get; init; }

    /// <summary>Traces, metrics and logs, each with its own account.</summary>
    public required IReadOnlyList<ObsLocalSignalStatus> Signals { get; init; }

    /// <summary>Segments by service, at most 1,000 services.</summary>
    public required IReadOnlyList<ObsLocalServiceStatus> Services { get; init; }

    /// <summary>Senders that number their datagrams, at most 1,024, with what was lost on the way.</summary>
    public required IReadOnlyList<ObsLocalStreamStatus> Streams { get; init; }

    /// <summary>Totals by metric and dimensions, at most 20,000.</summary>
    public required IReadOnlyList<ObsLocalSeriesStatus> Series { get; init; }

    /// <summary>The newest rejects, at most 200, the newest first.</summary>
    public required IReadOnlyList<ObsLocalReject> Rejects { get; init; }

    /// <summary>Segment documents in the store.</summary>
    public required long StoredSegments { get; init; }

    /// <summary>Metric data in the store.</summary>
    public required long StoredMetricData { get; init; }

    /// <summary>Log events in the store.</summary>
    public required long StoredLogEvents { get; init; }

    /// <summary>Bytes the store holds.</summary>
    public required long StoreBytes { get; init; }
}
