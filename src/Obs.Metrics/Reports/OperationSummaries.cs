namespace Obs.Metrics;

/// <summary>Rate, errors and duration by operation, from the platform's own request durations.</summary>
public static class OperationSummaries
{
    /// <summary>What the service served: one summary for each method and route template, by name.</summary>
    public static IReadOnlyList<OperationSummary> Served(MetricWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        using var content = new ReportContent([window], MetricsQuery.Everything);
        return [.. content.Served.Select(static tally => new OperationSummary(tally))];
    }

    /// <summary>What the service asked of others: one summary for each remote service and operation, by name. HTTP requests by method and
    /// host, database commands by operation and database.</summary>
    public static IReadOnlyList<OperationSummary> Called(MetricWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        using var content = new ReportContent([window], MetricsQuery.Everything);
        return [.. content.Called.Select(static tally => new OperationSummary(tally))];
    }

    /// <summary>All operations as one, named <paramref name="name"/>; percentiles of all requests, never an average of
    /// percentiles.</summary>
    public static OperationSummary Total(string name, IReadOnlyList<OperationSummary> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        using var tally = new OperationTally();
        tally.Begin(new OperationName(name, null, null));
        foreach (OperationSummary operation in operations)
        {
            tally.Add(operation);
        }

        return new OperationSummary(tally);
    }
}
