using System.Globalization;
using System.Text;
using Obs.Metrics;

namespace Shop;

/// <summary>Response times for a terminal: percentiles of everybody who measured them, and how the visitors' spread.</summary>
internal static class WaitingTimesTable
{
    private const int BarWidth = 40;

    public static string Describe(IReadOnlyList<WaitingTimes> all)
    {
        int width = all.Max(static times => times.Subject.Length) + 2;
        var text = new StringBuilder();
        text.Append("  ms".PadRight(width));
        foreach (double percentile in WaitingTimes.Percentiles)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(percentile < 100 ? $"p{percentile}" : "max"),10}");
        }

        foreach (WaitingTimes times in all)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"  {times.Subject.PadRight(width - 2)}");
            foreach (double value in times.Values)
            {
                text.Append(CultureInfo.InvariantCulture, $"{value,10:0.0}");
            }
        }

        return text.ToString();
    }

    /// <summary>A bar for each doubling from a millisecond on.</summary>
    public static string Draw(WaitingTimes times)
    {
        HistogramStep[] steps = [.. times.Histogram.Logarithmic((long)(1 / times.Unit), 2)];
        long highest = steps.Max(static step => step.Count);
        var text = new StringBuilder();
        foreach (HistogramStep step in steps)
        {
            string bar = new('#', (int)(BarWidth * step.Count / Math.Max(highest, 1)));
            text.Append(CultureInfo.InvariantCulture, $"  to {(step.Value + 1) * times.Unit,7:0} ms {step.Count,8} ").AppendLine(bar);
        }

        return text.ToString().TrimEnd();
    }
}
