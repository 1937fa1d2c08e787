namespace Obs.Insights;

/// <summary>What a query found. Immutable.</summary>
public sealed class InsightsResult
{
    internal InsightsResult(IReadOnlyList<InsightsRow> rows, InsightsStatistics statistics)
    {
        Rows = rows;
        Statistics = statistics;
    }

    /// <summary>The rows. Without <c>sort</c> their order is that of the input, which nobody should rely on.</summary>
    public IReadOnlyList<InsightsRow> Rows { get; }

    /// <summary>What was read to find them.</summary>
    public InsightsStatistics Statistics { get; }
}
