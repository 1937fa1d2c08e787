namespace Obs.Metrics;

/// <summary>What a report tells, whatever its form: a window, seen through a query.</summary>
internal sealed class ReportContent
{
    public ReportContent(MetricWindow window, MetricsQuery query)
    {
        Window = window;
        Query = query;
        Served = [.. OperationSummaries.Served(window).Where(o => query.MatchesOperation(o.Operation))];
        Called = [.. OperationSummaries.Called(window).Where(o => query.MatchesOperation(o.Operation))];
        MetricSeries[] named =
        [
            .. window.Series.Where(s => query.MatchesName(s.InstrumentName)).OrderBy(static s => s.InstrumentName, StringComparer.Ordinal),
        ];
        Business = Array.FindAll(named, static s => s.MeterName == BusinessMetrics.MeterName);
        Runtime = Array.FindAll(named, IsOther);
    }

    public MetricWindow Window { get; }

    public MetricsQuery Query { get; }

    public IReadOnlyList<OperationSummary> Served { get; }

    public IReadOnlyList<OperationSummary> Called { get; }

    public IReadOnlyList<MetricSeries> Business { get; }

    public IReadOnlyList<MetricSeries> Runtime { get; }

    private static bool IsOther(MetricSeries series) =>
        series.MeterName != BusinessMetrics.MeterName
        && series.InstrumentName is not (PlatformNames.ServerDuration or PlatformNames.ClientDuration);
}
