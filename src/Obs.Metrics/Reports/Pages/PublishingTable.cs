namespace Obs.Metrics;

/// <summary>What publishing the metrics costs, from the estimates that a publisher leaves on the meter <c>Obs.Self</c>.</summary>
internal static class PublishingTable
{
    private static readonly (string Instrument, string Column)[] Figures =
    [
        ("obs.self.published_series", "Series"),
        ("obs.self.series_ceiling", "At most"),
        ("obs.self.overflowing_series", "In overflow"),
        ("obs.self.estimated_monthly_requests", "Requests a month"),
        ("obs.self.estimated_monthly_cost", "US dollars a month"),
    ];

    /// <summary>One row, or none where nothing is published or not all of it was asked for.</summary>
    public static ReportTable Of(ReportContent content)
    {
        ILookup<string, double> own = content.Runtime.Where(static s => s.Identity.MeterName == SelfInstruments.MeterName)
            .ToLookup(static s => s.Identity.InstrumentName, static s => s.Last, StringComparer.Ordinal);
        string[] columns = ["Published to", .. Figures.Select(static figure => figure.Column)];
        return Figures.All(figure => own.Contains(figure.Instrument))
            ? new(
                "Cost of publishing, estimated",
                columns,
                1,
                [["CloudWatch", .. Figures.Select(figure => Text(own[figure.Instrument].Last()))]])
            : new("", columns, 1, []);
    }

    private static string Text(double figure) => NumberText.Of(Math.Round(figure, 2));
}
