namespace Obs.Metrics;

/// <summary>Rate, errors and duration by operation, from the platform's own request durations.</summary>
public static class OperationSummaries
{
    /// <summary>What the service served: one summary for each method and route template, by name.</summary>
    public static IReadOnlyList<OperationSummary> Served(MetricWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return Served(window.Series, pool: null);
    }

    /// <summary>What the service asked of others: one summary for each remote service and operation, by name. HTTP requests by method and
    /// host, database commands by operation and database.</summary>
    public static IReadOnlyList<OperationSummary> Called(MetricWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return Called(window.Series, pool: null);
    }

    /// <summary>All operations as one, named <paramref name="name"/>; percentiles of all requests, never an average of
    /// percentiles.</summary>
    public static OperationSummary Total(string name, IReadOnlyList<OperationSummary> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        var tally = new OperationTally();
        foreach (OperationSummary operation in operations)
        {
            tally.Add(operation);
        }

        return new OperationSummary(name, tally);
    }

    internal static IReadOnlyList<OperationSummary> Served(IEnumerable<MetricSeries> series, CountPagePool? pool) =>
        Summarize(series, static name => name == PlatformNames.ServerDuration, pool);

    internal static IReadOnlyList<OperationSummary> Called(IEnumerable<MetricSeries> series, CountPagePool? pool) =>
        Summarize(series, static name => name is PlatformNames.ClientDuration or PlatformNames.DatabaseDuration, pool);

    /// <summary>Whether a series is told of by operation, and not by itself.</summary>
    internal static bool IsOperation(MetricSeries series) =>
        series.InstrumentName is PlatformNames.ServerDuration or PlatformNames.ClientDuration or PlatformNames.DatabaseDuration;

    private static List<OperationSummary> Summarize(IEnumerable<MetricSeries> all, Func<string, bool> isWanted, CountPagePool? pool)
    {
        // By identity first: a name is made once for a series, not once for each of its windows.
        var bySeries = new Dictionary<SeriesIdentity, OperationTally>();
        var byName = new SortedDictionary<string, OperationTally>(StringComparer.Ordinal);
        foreach (MetricSeries series in all)
        {
            if (series.Count == 0 || !isWanted(series.InstrumentName))
            {
                continue;
            }

            if (!bySeries.TryGetValue(series.Identity, out OperationTally? tally))
            {
                tally = GetOrAdd(byName, series, pool);
                bySeries.Add(series.Identity, tally);
            }

            tally.Add(series);
        }

        return [.. byName.Select(static pair => new OperationSummary(pair.Key, pair.Value))];
    }

    private static OperationTally GetOrAdd(SortedDictionary<string, OperationTally> byName, MetricSeries series, CountPagePool? pool)
    {
        (string name, string? service, string? operation) = OperationNames.Of(series);
        if (!byName.TryGetValue(name, out OperationTally? tally))
        {
            tally = new OperationTally(pool) { RemoteService = service, RemoteOperation = operation };
            byName.Add(name, tally);
        }

        return tally;
    }
}
