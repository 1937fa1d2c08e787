using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Publishes what the application measures: its business metrics, and the meters it added of its own.</summary>
internal static class BusinessData
{
    // What the platform, drivers and we ourselves measure is for /api/metrics; at CloudWatch every series costs money.
    private static readonly string[] ForeignMeters = ["Microsoft.", "System.", "Npgsql", "OpenTelemetry.", "Obs."];

    /// <summary>Writes the series of a window.</summary>
    public static void Write(DatumWriter writer, DatumHead head, MetricWindow window, SeriesCeiling ceiling, SeriesTally tally)
    {
        List<MetricSeries[]> overflowing = [];
        foreach (IGrouping<MetricSeries, MetricSeries> windows in window.Series.Where(IsOfApplication)
            .GroupBy(static s => s, SeriesComparer.Instance))
        {
            MetricSeries series = windows.Key;
            DatumHead own = Named(head, series) with { Dimensions = [.. head.Dimensions, .. series.Dimensions.Select(ToCloudWatch)] };
            if (!ceiling.TryAdmit(own.Key, series: 1, head.Timestamp))
            {
                overflowing.Add([.. windows]);
                continue;
            }

            writer.Begin(own);
            WriteValues(writer, [.. windows]);
            writer.End();
        }

        tally.Together += WriteTogether(writer, head, overflowing);
        tally.Overflowing += overflowing.Count;
    }

    // One series for each metric, and how many those are. Nothing that was measured is missing from its sum; only what told the series
    // apart is.
    private static int WriteTogether(DatumWriter writer, DatumHead head, List<MetricSeries[]> overflowing)
    {
        int metrics = 0;
        foreach (MetricSeries[][] metric in overflowing
            .GroupBy(static s => (s[0].MeterName, s[0].InstrumentName, s[0].Unit, s[0].Kind))
            .Select(static metric => metric.ToArray()))
        {
            MetricSeries first = metric[0][0];
            writer.Begin(Named(head, first) with { Dimensions = [.. head.Dimensions, new("Overflow", "true")] });
            if (first.Kind is InstrumentKind.Counter or InstrumentKind.Histogram)
            {
                WriteValues(writer, [.. metric.SelectMany(static windows => windows)]);
            }
            else
            {
                // By rising value, so that equal ones meet: CloudWatch wants each value once.
                foreach (double level in metric.Select(static windows => windows[^1].Last).Order())
                {
                    writer.Add(level, 1);
                }
            }

            writer.End();
            metrics++;
        }

        return metrics;
    }

    private static DatumHead Named(DatumHead head, MetricSeries series) => head with
    {
        MetricName = CloudWatchText.Name(series.InstrumentName),
        Unit = CloudWatchUnit.Of(series.Unit),
    };

    private static bool IsOfApplication(MetricSeries series) =>
        series.MeterName == BusinessMetrics.MeterName
        || !Array.Exists(ForeignMeters, prefix => series.MeterName.StartsWith(prefix, StringComparison.Ordinal));

    private static KeyValuePair<string, string> ToCloudWatch(KeyValuePair<string, string> dimension) =>
        new(CloudWatchText.Name(dimension.Key), CloudWatchText.DimensionValue(dimension.Value));

    private static void WriteValues(DatumWriter writer, MetricSeries[] windows)
    {
        switch (windows[0].Kind)
        {
            case InstrumentKind.Histogram:
                IEnumerable<HistogramSnapshot> histograms = windows.Select(static w => w.Histogram).OfType<HistogramSnapshot>();
                HistogramData.Write(writer, HistogramSnapshot.Merge(histograms), 1);
                break;
            case InstrumentKind.Counter:
                writer.Add(windows.Sum(static w => w.Sum), 1);
                break;
            default:
                writer.Add(windows[^1].Last, 1);
                break;
        }
    }
}
