namespace Shop;

/// <summary>What the local backend received since it started.</summary>
internal sealed record BackendCounts
{
    /// <summary>Records taken, by signal: segment documents, metric data, log events.</summary>
    public required IReadOnlyDictionary<string, long> Received { get; init; }

    /// <summary>Requests by service and operation, as the published latency metrics count them.</summary>
    public required IReadOnlyDictionary<(string Service, string Operation), long> Requests { get; init; }
}
