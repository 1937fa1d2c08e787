namespace Obs.Metrics;

/// <summary>The tables of a report for people, those without a row left out.</summary>
internal static class ReportTables
{
    private static readonly string[] OperationColumns =
        ["Operation", "Requests", "Rate /s", "Errors", "Throttles", "Faults", "p50 ms", "p90 ms", "p95 ms", "p99 ms", "p99.9 ms", "Max ms"];

    private static readonly double[] Percentiles = [50, 90, 95, 99, 99.9];

    public static IEnumerable<ReportTable> Of(ReportContent content)
    {
        ReportTable[] all =
        [
            Operations("Operations", content.Served, content.Duration),
            Operations("Dependencies", content.Called, content.Duration),
            Sums(content.Business, content.Duration),
            Distributions(content.Business),
            Ratios(content.Business),
            .. content.TopK.Select(Ranking),
            Exemplars(content.Served.Concat(content.Called)),
            PublishingTable.Of(content),
        ];
        return all.Where(static table => table.Rows.Count > 0);
    }

    private static ReportTable Operations(string title, IEnumerable<OperationTally> operations, TimeSpan duration) =>
        new(title, OperationColumns, 1, [.. operations.Select(o => Operation(o, duration))]);

    private static string[] Operation(OperationTally operation, TimeSpan duration)
    {
        double[] values = new double[Percentiles.Length];
        operation.Latency.ValuesAtPercentiles(Percentiles, values);
        return
        [
            operation.Operation,
            NumberText.Count(operation.Count),
            NumberText.Rate(operation.Count, duration),
            NumberText.Share(operation.Errors, operation.Count),
            NumberText.Share(operation.Throttles, operation.Count),
            NumberText.Share(operation.Faults, operation.Count),
            .. values.Select(NumberText.Milliseconds),
            NumberText.Milliseconds(operation.Latency.Max),
        ];
    }

    private static ReportTable Sums(IEnumerable<SeriesTally> business, TimeSpan duration) => new(
        "Business metrics",
        ["Metric", "Dimensions", "Unit", "Sum", "Per minute"],
        3,
        [
            .. business.Where(static s => s.Distribution is null).Select(s => (string[])
            [
                s.Identity.InstrumentName,
                NumberText.Dimensions(s.Identity.Dimensions),
                Unit(s),
                NumberText.Of(s.Sum),
                NumberText.Of(duration > TimeSpan.Zero ? s.Sum / duration.TotalMinutes : 0),
            ]),
        ]);

    private static ReportTable Distributions(IEnumerable<SeriesTally> business) => new(
        "Business distributions",
        ["Metric", "Dimensions", "Unit", "Count", "Mean", "p50", "p90", "p99", "Max"],
        3,
        [
            .. business.Where(static s => s.Distribution is not null).Select(static s => (string[])
            [
                s.Identity.InstrumentName,
                NumberText.Dimensions(s.Identity.Dimensions),
                Unit(s),
                NumberText.Count(s.Count),
                NumberText.Of(s.Distribution!.Mean),
                NumberText.Of(s.Distribution.ValueAtPercentile(50)),
                NumberText.Of(s.Distribution.ValueAtPercentile(90)),
                NumberText.Of(s.Distribution.ValueAtPercentile(99)),
                NumberText.Of(s.Max),
            ]),
        ]);

    private static ReportTable Ratios(IEnumerable<SeriesTally> business)
    {
        var ratios = new RatioSummaries();
        foreach (SeriesTally series in business)
        {
            ratios.Notice(series);
        }

        return Ratios(ratios.All);
    }

    private static ReportTable Ratios(IReadOnlyList<RatioSummary> ratios) => new(
        "Ratios",
        ["Ratio", "Dimensions", "Hits", "Attempts", "Share"],
        2,
        [
            .. ratios.Select(static r => (string[])
                [
                    r.Name, NumberText.Dimensions(r.Dimensions), NumberText.Of(r.Hits), NumberText.Of(r.Attempts),
                    NumberText.Percent(r.Share),
                ]),
        ]);

    private static ReportTable Ranking(MetricTopK ranking) => new(
        $"Top of {ranking.Name}",
        ["Key", "Count", "Share", "Too high by at most"],
        1,
        [
            .. ranking.Entries.Take(TopKJson.MaxEntries).Select(e => (string[])
                [e.Key, NumberText.Count(e.Count), NumberText.Share(e.Count, ranking.Total), NumberText.Count(e.Error)]),
        ]);

    private static ReportTable Exemplars(IEnumerable<OperationTally> operations) => new(
        "Exemplars",
        ["Operation", "Trace", "ms"],
        2,
        [
            .. operations.SelectMany(static o => o.ChooseExemplars().Select(e => (string[])
                [o.Operation, NumberText.TraceId(e), NumberText.Milliseconds(e.Value)])),
        ]);

    // What stands in braces only says what is counted.
    private static string Unit(SeriesTally series) => series.Identity.Unit?.Trim('{', '}') ?? "";
}
