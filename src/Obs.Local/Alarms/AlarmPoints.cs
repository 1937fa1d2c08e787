using Obs.Local.MetricMath;
using Obs.Local.Metrics;

namespace Obs.Local.Alarms;

/// <summary>Reads the values an alarm looks at.</summary>
internal static class AlarmPoints
{
    /// <summary>The values of the periods that end at a moment, the newest last; null for a period without data.</summary>
    /// <exception cref="MathException">The expression cannot be computed.</exception>
    public static double?[] Read(MetricQueries metrics, MetricAlarm alarm, long end, int periods)
    {
        long from = end - (periods * alarm.Period);
        var computation = new MetricComputation(metrics, alarm.Queries, from, end, origin: end, maySearch: false);
        TimeSeries? series = computation.Compute(alarm.ReturnedId) is [{ } first, ..] ? first : null;
        double?[] values = new double?[periods];
        for (int index = 0; index < periods; index++)
        {
            values[index] = series is not null && series.Points.TryGetValue(from + (index * alarm.Period), out double value) ? value : null;
        }

        return values;
    }

    /// <summary>The last moment at which a period of the alarm ended: whole minutes, or for shorter periods theirs.</summary>
    public static long End(MetricAlarm alarm, long now)
    {
        long step = Math.Min(alarm.Period, 60_000);
        return now - (now % step);
    }
}
