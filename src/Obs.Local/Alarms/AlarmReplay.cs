using Obs.Local.Metrics;

namespace Obs.Local.Alarms;

/// <summary>What an alarm would have said over stored data.</summary>
internal static class AlarmReplay
{
    private const int MaxSteps = 20_160; // Two weeks by the minute.

    /// <summary>The changes of state between two moments, each with the values that brought it; milliseconds since 1970.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time has too many periods.</exception>
    public static List<(long Time, AlarmState State, double? Value)> Run(MetricQueries metrics, MetricAlarm alarm, long from, long to)
    {
        long end = AlarmPoints.End(alarm, to);
        long steps = Math.Max(1, (end - from) / alarm.Period);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, MaxSteps);
        AlarmPoint[] points = AlarmPoints.Read(metrics, alarm, end, (int)steps + alarm.Range);
        AlarmState state = AlarmState.InsufficientData;
        List<(long, AlarmState, double?)> changes = [];
        for (int step = 0; step <= steps; step++)
        {
            AlarmState next = alarm.Decide(points.AsSpan(step, alarm.Range), state);
            if (next != state)
            {
                changes.Add((end - ((steps - step) * alarm.Period), next, points[step + alarm.Range - 1].Value));
                state = next;
            }
        }

        return changes;
    }
}
