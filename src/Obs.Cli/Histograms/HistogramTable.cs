using System.Globalization;
using Obs.Metrics;

namespace Obs.Cli.Histograms;

/// <summary>Prints a histogram for a person: a table of percentiles and a small plot.</summary>
internal static class HistogramTable
{
    private const int PlotWidth = 50;
    private const int PlotRows = 16;

    public static void Write(TextWriter output, ScaledHistogram scaled, IReadOnlyList<double> percentiles)
    {
        Histogram histogram = scaled.Histogram;
        int width = percentiles.Select(histogram.ValueAtPercentile).Append(histogram.Max).Max(value => Text(scaled, value).Length);
        width = Math.Max(width, "value".Length);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"percentile  {"value".PadLeft(width)}  count at or below"));
        foreach (double percentile in percentiles)
        {
            long value = histogram.ValueAtPercentile(percentile);
            string name = "p" + percentile.ToString(CultureInfo.InvariantCulture);
            string number = Text(scaled, value).PadLeft(width);
            long below = histogram.CountBetween(0, value);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-10}  {number}  {below}"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"count {histogram.TotalCount}, min {Text(scaled, histogram.Min)}, max {Text(scaled, histogram.Max)}, mean {histogram.Mean / scaled.Scale:0.###}, deviation {histogram.StandardDeviation / scaled.Scale:0.###}, rejected {histogram.Rejected}"));
        if (histogram.TotalCount > 0)
        {
            WritePlot(output, scaled, width);
        }
    }

    private static void WritePlot(TextWriter output, ScaledHistogram scaled, int width)
    {
        Histogram histogram = scaled.Histogram;
        // As many doublings as fit; a narrow distribution gets rows of equal width instead, where doubling would show one bar.
        double doublings = Math.Log2((double)Math.Max(histogram.Max, 1) / Math.Max(histogram.Min, 1));
        long even = Math.Max((histogram.Max - histogram.Min) / PlotRows, 1);
        HistogramStep[] steps = doublings < 4 && histogram.Max / even <= 10_000
            ? [.. histogram.Linear(even)]
            : [.. histogram.Logarithmic(1, Math.Max(2, Math.Pow(2, Math.Ceiling(doublings / PlotRows))))];
        HistogramStep[] shown = [.. steps.SkipWhile(static s => s.TotalCount == 0)];
        long most = shown.Max(static s => s.Count);
        output.WriteLine();
        foreach (HistogramStep step in shown)
        {
            int length = (int)Math.Ceiling((double)step.Count / most * PlotWidth);
            string upTo = Text(scaled, step.Value).PadLeft(width);
            output.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"<= {upTo} |{new string('#', length).PadRight(PlotWidth)}| {step.Count}"));
        }
    }

    private static string Text(ScaledHistogram scaled, long recorded) =>
        scaled.ValueOf(recorded).ToString("0.######", CultureInfo.InvariantCulture);
}
