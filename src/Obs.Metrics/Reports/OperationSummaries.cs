namespace Obs.Metrics;

/// <summary>Rate, errors and duration by operation, from the platform's own request durations.</summary>
public static class OperationSummaries
{
    private const string Unmatched = "unmatched";
    private const string OtherMethod = "_OTHER";
    private const string UnknownHost = "unknown";

    /// <summary>What the service served: one summary for each method and route template, by name.</summary>
    public static IReadOnlyList<OperationSummary> Served(MetricWindow window) =>
        Summarize(window, PlatformNames.ServerDuration, ServedOperation);

    /// <summary>What the service asked of others over HTTP: one summary for each method and host, by name.</summary>
    public static IReadOnlyList<OperationSummary> Called(MetricWindow window) =>
        Summarize(window, PlatformNames.ClientDuration, CalledOperation);

    /// <summary>All operations as one, named <paramref name="name"/>; percentiles of all requests, never an average of percentiles.</summary>
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

    private static List<OperationSummary> Summarize(MetricWindow window, string instrument, Func<MetricSeries, string> nameOf)
    {
        ArgumentNullException.ThrowIfNull(window);
        var tallies = new SortedDictionary<string, OperationTally>(StringComparer.Ordinal);
        foreach (MetricSeries series in window.Series)
        {
            if (series.InstrumentName != instrument || series.Count == 0)
            {
                continue;
            }

            string operation = nameOf(series);
            if (!tallies.TryGetValue(operation, out OperationTally? tally))
            {
                tally = new OperationTally();
                tallies.Add(operation, tally);
            }

            tally.Add(series);
        }

        return [.. tallies.Select(static pair => new OperationSummary(pair.Key, pair.Value))];
    }

    private static string ServedOperation(MetricSeries series)
    {
        string method = series.Dimension(PlatformNames.Method) ?? OtherMethod;
        return series.Dimension(PlatformNames.Route) switch
        {
            null => $"{method} {Unmatched}",
            ['/', ..] route => $"{method} {route}",

            // Attribute routes are written without the leading slash.
            string route => $"{method} /{route}",
        };
    }

    private static string CalledOperation(MetricSeries series) =>
        $"{series.Dimension(PlatformNames.Method) ?? OtherMethod} {series.Dimension(PlatformNames.ServerAddress) ?? UnknownHost}";
}
