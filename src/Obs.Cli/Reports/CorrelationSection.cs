using System.Globalization;
using Obs.Metrics;

namespace Obs.Cli.Reports;

/// <summary>The table of a report that tells which latencies and faults business metrics move with.</summary>
internal static class CorrelationSection
{
    private const int Shown = 20;
    private const int MostSteps = 360;

    private static readonly TimeSpan ShortestStep = TimeSpan.FromSeconds(10);

    private static readonly KeyValuePair<string, string>[] Columns =
    [
        new("business", "Business"),
        new("system", "System"),
        new("steps", "Steps"),
        new("pearson", "Pearson"),
        new("pearsonP", "p"),
        new("spearman", "Spearman"),
        new("spearmanP", "p"),
    ];

    /// <summary>The significant correlations of <paramref name="windows"/>, the strongest first.</summary>
    public static ReportSection Of(IReadOnlyList<MetricWindow> windows)
    {
        // The rate of what is counted goes with the count: it would fill the table and say nothing.
        TimeSpan step = Step(windows);
        IReadOnlyList<Correlation> pairs = Correlator.Correlate([.. StepReader.Read(windows, step).Where(static one => !one.IsRate)]);
        Correlation[] significant = [.. pairs.Where(static pair => pair.IsSignificant)];
        return new ReportSection("correlations", "What business metrics move with", Columns, 2, [.. significant.Take(Shown).Select(Row)])
        {
            Note = pairs.Count == 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"There is nothing to correlate. It takes {Correlator.FewestSteps} steps of {step.TotalSeconds:0} s with business metrics "
                    + $"and requests that both vary.")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{significant.Length} of {pairs.Count} pairs are significant, by Spearman's p below 0.05 / {pairs.Count}, in steps of "
                    + $"{step.TotalSeconds:0} s. What moves together need not be cause and effect: look into the traces."),
        };
    }

    // Steps of a length that keeps the work of a week to that of an hour.
    private static TimeSpan Step(IReadOnlyList<MetricWindow> windows)
    {
        double seconds = windows.Sum(static window => window.Duration.TotalSeconds) / MostSteps;
        return seconds <= ShortestStep.TotalSeconds ? ShortestStep : TimeSpan.FromSeconds(Math.Ceiling(seconds));
    }

    private static object?[] Row(Correlation pair) =>
        [pair.Business, pair.System, pair.Steps, pair.Pearson, pair.PearsonP, pair.Spearman, pair.SpearmanP];
}
