namespace Obs.Metrics;

/// <summary>All that was served in one step of a report; durations in seconds.</summary>
internal sealed record TrendPoint(DateTimeOffset End, TimeSpan Duration, long Count, long Faults, double P50, double P90, double P99)
{
    public static IReadOnlyList<TrendPoint> Of(MetricsReport report, ReportContent whole)
    {
        var points = new List<TrendPoint>();
        foreach (ReportContent step in report.ReadSteps(whole))
        {
            using (step)
            {
                points.Add(Of(step));
            }
        }

        return points;
    }

    private static TrendPoint Of(ReportContent step)
    {
        Span<double> values = stackalloc double[3];
        OperationTally total = step.Total;
        total.Latency.ValuesAtPercentiles([50, 90, 99], values);
        return new(step.End, step.Duration, total.Count, total.Faults, values[0], values[1], values[2]);
    }
}
