namespace Obs.Insights;

/// <summary>What a query has read. Immutable.</summary>
public sealed class InsightsStatistics
{
    internal InsightsStatistics(long scanned, long matched, long bytes, long undated)
    {
        RecordsScanned = scanned;
        RecordsMatched = matched;
        BytesScanned = bytes;
        RecordsWithoutTime = undated;
    }

    /// <summary>Events read.</summary>
    public long RecordsScanned { get; }

    /// <summary>Events that passed the filters.</summary>
    public long RecordsMatched { get; }

    /// <summary>Bytes of event text read.</summary>
    public long BytesScanned { get; }

    /// <summary>Events left out of a time range because their line says no time. 0 where no range was asked for.</summary>
    public long RecordsWithoutTime { get; }
}
