namespace Obs.Insights;

/// <summary>What a query has read. Immutable.</summary>
public sealed class InsightsStatistics
{
    internal InsightsStatistics(long scanned, long matched, long bytes, long undated, double? fraction)
    {
        RecordsScanned = scanned;
        RecordsMatched = matched;
        BytesScanned = bytes;
        RecordsWithoutTime = undated;
        FractionRead = fraction;
    }

    /// <summary>Events read.</summary>
    public long RecordsScanned { get; }

    /// <summary>Events that passed the filters.</summary>
    public long RecordsMatched { get; }

    /// <summary>Bytes of event text read.</summary>
    public long BytesScanned { get; }

    /// <summary>Events left out of a time range because their line says no time. 0 where no range was asked for.</summary>
    public long RecordsWithoutTime { get; }

    /// <summary>How much of the source has been read, 0 to 1, or null where its length is not known: a pipe, a sequence.</summary>
    public double? FractionRead { get; }
}
