using System.Globalization;
using Obs.Metrics;

namespace Obs.Cli.Reports;

/// <summary>Makes time series of stored windows: business metrics per second, latency, rate and faults of operations and
/// dependencies.</summary>
internal static class StepReader
{
    private const double Milliseconds = 1_000;

    /// <summary>Reads the series of <paramref name="windows"/>, in steps of at least <paramref name="step"/>.</summary>
    public static IReadOnlyList<TimedSeries> Read(IReadOnlyList<MetricWindow> windows, TimeSpan step)
    {
        IReadOnlyList<MetricWindow>[] steps = [.. Steps(windows, step)];
        var series = new Dictionary<(string Name, bool IsBusiness), double[]>();
        for (int index = 0; index < steps.Length; index++)
        {
            double seconds = steps[index].Sum(static window => window.Duration.TotalSeconds);
            foreach ((string name, bool isBusiness, double value) in ReadStep(steps[index], seconds))
            {
                if (!series.TryGetValue((name, isBusiness), out double[]? values))
                {
                    // Of what is counted nothing is zero; of what is measured nothing is unknown.
                    values = new double[steps.Length];
                    Array.Fill(values, isBusiness ? 0 : double.NaN);
                    series.Add((name, isBusiness), values);
                }

                values[index] = value;
            }
        }

        return [.. series.Select(static pair => new TimedSeries(pair.Key.Name, pair.Key.IsBusiness, pair.Value)).OrderBy(
            static one => one.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<IReadOnlyList<MetricWindow>> Steps(IReadOnlyList<MetricWindow> windows, TimeSpan step)
    {
        var open = new List<MetricWindow>();
        TimeSpan length = TimeSpan.Zero;
        foreach (MetricWindow window in windows)
        {
            open.Add(window);
            length += window.Duration;
            if (length >= step)
            {
                yield return [.. open];
                open.Clear();
                length = TimeSpan.Zero;
            }
        }
    }

    private static IEnumerable<(string Name, bool IsBusiness, double Value)> ReadStep(IReadOnlyList<MetricWindow> windows, double seconds)
    {
        MetricSeries[] all = [.. windows.SelectMany(static window => window.Series)];
        foreach (IGrouping<string, MetricSeries> metric in all.Where(IsCounted).GroupBy(static series => series.InstrumentName))
        {
            yield return (metric.Key, true, metric.Sum(static series => series.Sum) / seconds);
        }

        var window = new MetricWindow(windows[0].Start, windows[^1].End, all);
        foreach ((string kind, OperationSummary summary) in OperationSummaries.Served(window).Select(static one => ("", one))
            .Concat(OperationSummaries.Called(window).Select(static one => ("call of ", one))))
        {
            string name = kind + summary.Operation;
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"{name} p95 ms"), false, summary.Latency.ValueAtPercentile(95) * Milliseconds);
            yield return (string.Create(CultureInfo.InvariantCulture, $"{name} per second"), false, summary.Count / seconds);
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"{name} fault %"), false, 100.0 * summary.Faults / Math.Max(1, summary.Count));
        }
    }

    private static bool IsCounted(MetricSeries series) =>
        series.MeterName == BusinessMetrics.MeterName && series.Kind == InstrumentKind.Counter;
}
