using Obs.Local.MetricMath;

namespace Obs.Local.Alarms;

/// <summary>An alarm over a metric or an expression, as it is evaluated.</summary>
internal sealed class MetricAlarm
{
    private const int Extra = 2; // Periods looked at beyond the ones asked for, in place of those that miss, as the service does it.

    public required string Name { get; init; }

    /// <summary>What is computed; one of them is returned.</summary>
    public required IReadOnlyList<MetricQuery> Queries { get; init; }

    /// <summary>Milliseconds.</summary>
    public required long Period { get; init; }

    public required int EvaluationPeriods { get; init; }

    public required int DatapointsToAlarm { get; init; }

    public required double Threshold { get; init; }

    /// <summary>Whether a value, the first, breaches the threshold, the second.</summary>
    public required Func<double, double, bool> Breaches { get; init; }

    public required MissingData Missing { get; init; }

    /// <summary>The samples below which a percentile says nothing and the state is kept; 0 when it is decided all the same.</summary>
    public double LeastSamples { get; init; }

    /// <summary>Periods that are looked at for one evaluation.</summary>
    public int Range => EvaluationPeriods + Extra;

    public string ReturnedId => Queries.First(static query => query.IsReturned).Id;

    /// <summary>The state by the last periods, the newest last; the one before where one of those evaluated has too few samples.</summary>
    /// <param name="points">As many as <see cref="Range"/>.</param>
    /// <param name="previous">The state before.</param>
    public AlarmState Decide(ReadOnlySpan<AlarmPoint> points, AlarmState previous)
    {
        double?[] values = new double?[points.Length];
        int evaluated = 0;
        for (int index = points.Length - 1; index >= 0; index--)
        {
            values[index] = points[index].Value;
            if (values[index] is not null && ++evaluated <= EvaluationPeriods && !points[index].IsSignificant)
            {
                return previous;
            }
        }

        return Decide(values, previous);
    }

    /// <summary>The state by the values of the last periods, the newest last; null for a period without data.</summary>
    /// <param name="values">As many as <see cref="Range"/>.</param>
    /// <param name="previous">The state before, which is kept where the data cannot say.</param>
    public AlarmState Decide(IReadOnlyList<double?> values, AlarmState previous)
    {
        (int Age, bool Breaches)[] existing =
        [
            .. values.Select((value, index) => (Age: values.Count - index, Value: value)).Where(static point => point.Value is not null)
                .Select(point => (point.Age, Breaches(point.Value!.Value, Threshold))).TakeLast(EvaluationPeriods),
        ];
        int breaching = existing.Count(static point => point.Breaches);
        int missing = EvaluationPeriods - existing.Length;
        return Missing switch
        {
            _ when missing == 0 => breaching >= DatapointsToAlarm ? AlarmState.Alarm : AlarmState.Ok,
            MissingData.Breaching => breaching + missing >= DatapointsToAlarm ? AlarmState.Alarm : AlarmState.Ok,
            MissingData.NotBreaching => breaching >= DatapointsToAlarm ? AlarmState.Alarm : AlarmState.Ok,
            MissingData.Ignore =>
                breaching >= DatapointsToAlarm ? AlarmState.Alarm : breaching < existing.Length ? AlarmState.Ok : previous,
            _ when existing.Length == 0 => AlarmState.InsufficientData,
            _ when breaching >= DatapointsToAlarm => AlarmState.Alarm,
            _ when breaching < existing.Length => AlarmState.Ok,
            // All there is breaches, and is too little: what is that old would have been joined by better by now, what is new may yet be.
            _ => existing[0].Age >= DatapointsToAlarm ? AlarmState.Alarm : previous,
        };
    }
}
