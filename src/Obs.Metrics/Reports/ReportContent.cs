namespace Obs.Metrics;

/// <summary>What a report tells, whatever its form: closed windows as one, seen through a query.</summary>
internal sealed class ReportContent
{
    /// <param name="windows">Windows that follow one another, the oldest first.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="now">When the report is made.</param>
    /// <param name="pool">Lends the counts while distributions are merged.</param>
    public ReportContent(IReadOnlyList<MetricWindow> windows, MetricsQuery query, DateTimeOffset now, CountPagePool pool)
    {
        // Operations straight from the windows: merging their series first would do the work twice.
        IEnumerable<MetricSeries> all = windows.SelectMany(static w => w.Series);
        Query = query;
        Served = [.. OperationSummaries.Served(all, pool).Where(o => query.MatchesOperation(o.Operation))];
        Total = OperationSummaries.Total("*", Served);
        Called = [.. OperationSummaries.Called(all, pool).Where(o => query.MatchesOperation(o.Operation))];
        Window = WindowMerger.Merge(
            windows, query.From ?? now, s => !OperationSummaries.IsOperation(s) && query.MatchesName(s.InstrumentName), pool);
        MetricSeries[] named = [.. Window.Series.OrderBy(static s => s.InstrumentName, StringComparer.Ordinal)];
        Business = Array.FindAll(named, static s => s.MeterName == BusinessMetrics.MeterName);
        Runtime = Array.FindAll(named, static s => s.MeterName != BusinessMetrics.MeterName);
        Ratios = RatioSummaries.Of(Business);
        TopK = [.. Window.TopK.Where(t => query.MatchesName(t.Name)).OrderBy(static t => t.Name, StringComparer.Ordinal)];
    }

    /// <summary>The time covered, and every series that is not told of by operation.</summary>
    public MetricWindow Window { get; }

    public MetricsQuery Query { get; }

    public IReadOnlyList<OperationSummary> Served { get; }

    public IReadOnlyList<OperationSummary> Called { get; }

    public IReadOnlyList<MetricSeries> Business { get; }

    public IReadOnlyList<MetricSeries> Runtime { get; }

    public IReadOnlyList<RatioSummary> Ratios { get; }

    public IReadOnlyList<MetricTopK> TopK { get; }

    /// <summary>All that was served as one.</summary>
    public OperationSummary Total { get; }
}
