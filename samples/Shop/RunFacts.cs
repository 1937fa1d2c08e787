namespace Shop;

/// <summary>Everything that was counted during a run, wherever it was counted.</summary>
internal sealed record RunFacts
{
    /// <summary>Requests the traffic generator sent to the storefront, by operation.</summary>
    public required IReadOnlyDictionary<string, long> Sent { get; init; }

    public required IReadOnlyList<ServiceReport> Services { get; init; }

    public required BackendCounts Backend { get; init; }

    /// <summary>Log lines read from the services and forwarded, all services together.</summary>
    public required LogForwarderCounts Logs { get; init; }
}
