namespace Obs.Tracing;

/// <summary>What one process reports of one rule: counts since its last report. Fields in the order of the X-Ray SDK.</summary>
internal sealed class SamplingStatisticsWire
{
    public required string ClientID { get; init; }

    public required string RuleName { get; init; }

    public required long RequestCount { get; init; }

    public required long SampledCount { get; init; }

    public required long BorrowCount { get; init; }

    /// <summary>Seconds since 1970, to the millisecond.</summary>
    public required double Timestamp { get; init; }

    /// <summary>The body of a report.</summary>
    internal sealed class Request
    {
        public required IReadOnlyList<SamplingStatisticsWire> SamplingStatisticsDocuments { get; init; }
    }
}
