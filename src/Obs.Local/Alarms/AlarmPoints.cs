using Obs.Local.Aws.CloudWatch;
using Obs.Local.MetricMath;
using Obs.Local.Metrics;

namespace Obs.Local.Alarms;

/// <summary>Reads the values an alarm looks at.</summary>
internal static class AlarmPoints
{
    private const string SampleCount = "samples";

    /// <summary>What the periods that end at a moment say, the newest last.</summary>
    /// <exception cref="MathException">The expression cannot be computed, or gives several series.</exception>
    public static AlarmPoint[] Read(MetricQueries metrics, MetricAlarm alarm, long end, int periods)
    {
        long from = end - (periods * alarm.Period);
        MetricQuery[] counts = alarm.LeastSamples > 0 ? [Counts(alarm.Queries[0])] : [];
        var computation = new MetricComputation(metrics, [.. alarm.Queries, .. counts], from, end, origin: end, maySearch: false);
        TimeSeries values = computation.Compute(alarm.ReturnedId) is [{ } one] ? one
            : throw new MathException("an alarm is over one series, and this gives several or none");
        TimeSeries? samples = counts.Length > 0 ? computation.Compute(SampleCount)[0] : null;
        var points = new AlarmPoint[periods];
        for (int index = 0; index < periods; index++)
        {
            long time = from + (index * alarm.Period);
            points[index] = new AlarmPoint(
                values.Points.TryGetValue(time, out double value) ? value : null,
                samples is null || (samples.Points.TryGetValue(time, out double count) && count >= alarm.LeastSamples));
        }

        return points;
    }

    /// <summary>The last moment at which a period of the alarm ended: whole minutes, or for shorter periods theirs.</summary>
    public static long End(MetricAlarm alarm, long now)
    {
        long step = Math.Min(alarm.Period, 60_000);
        return now - (now % step);
    }

    private static MetricQuery Counts(MetricQuery query) => new()
    {
        Id = SampleCount,
        Period = query.Period,
        IsReturned = false,
        Metric = query.Metric! with { Statistic = Statistic.Parse("SampleCount") },
    };
}
