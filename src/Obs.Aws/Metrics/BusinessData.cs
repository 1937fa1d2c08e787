using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Publishes what the application measures: its business metrics, and the meters it added of its own.</summary>
internal static class BusinessData
{
    // What the platform, drivers and we ourselves measure is for /api/metrics; at CloudWatch every series costs money.
    private static readonly string[] ForeignMeters = ["Microsoft.", "System.", "Npgsql", "OpenTelemetry.", "Obs."];

    public static void Write(DatumWriter writer, DatumHead head, MetricWindow window)
    {
        IEnumerable<MetricSeries> own = window.Series.Where(IsOfApplication);
        foreach (IGrouping<MetricSeries, MetricSeries> windows in own.GroupBy(static series => series, SeriesComparer.Instance))
        {
            MetricSeries series = windows.Key;
            writer.Begin(head with
            {
                MetricName = CloudWatchText.Name(series.InstrumentName),
                Dimensions = [.. head.Dimensions, .. series.Dimensions.Select(ToCloudWatch)],
                Unit = CloudWatchUnit.Of(series.Unit),
            });
            WriteValues(writer, [.. windows]);
            writer.End();
        }
    }

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
