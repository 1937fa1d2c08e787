using Obs.Insights.Execution;

namespace Obs.Insights;

/// <summary>Runs queries: one pass over the events, on several threads, in memory that depends on the groups and not on the log.</summary>
public static class InsightsEngine
{
    /// <summary>Runs a query with the default options.</summary>
    /// <inheritdoc cref="RunAsync(InsightsQuery, LogSource, InsightsOptions, CancellationToken)"/>
    public static Task<InsightsResult> RunAsync(InsightsQuery query, LogSource source, CancellationToken cancellationToken = default) =>
        RunAsync(query, source, new InsightsOptions(), cancellationToken);

    /// <summary>Runs a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="source">The events.</param>
    /// <param name="options">Time range, bounds and threads.</param>
    /// <param name="cancellationToken">Ends the run after the blocks of events being read.</param>
    /// <exception cref="InsightsLimitException">The query met a bound.</exception>
    /// <exception cref="IOException">The source cannot be read.</exception>
    /// <exception cref="InvalidDataException">The source is not what it was said to be.</exception>
    public static Task<InsightsResult> RunAsync(
        InsightsQuery query, LogSource source, InsightsOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new QueryRun(query.Plan, source, options).RunAsync(cancellationToken);
    }
}
