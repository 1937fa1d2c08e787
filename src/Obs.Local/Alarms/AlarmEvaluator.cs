using System.Globalization;
using Obs.Local.Aws;
using Obs.Local.MetricMath;
using Obs.Local.Metrics;

namespace Obs.Local.Alarms;

/// <summary>Evaluates every alarm each ten seconds, metric alarms first and then those made of others.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class AlarmEvaluator : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly AlarmStore _alarms;
    private readonly MetricQueries _metrics;
    private readonly TimeProvider _time;
    private readonly Rounds _rounds;

    public AlarmEvaluator(AlarmStore alarms, MetricQueries metrics, TimeProvider time)
    {
        (_alarms, _metrics, _time) = (alarms, metrics, time);
        _rounds = new Rounds(Interval, time, EvaluateAsync);
    }

    public ValueTask DisposeAsync() => _rounds.DisposeAsync();

    private async Task EvaluateAsync(CancellationToken cancellationToken)
    {
        List<AlarmRecord> alarms = _alarms.All();
        var states = alarms.ToDictionary(static alarm => alarm.Name, static alarm => alarm.State, StringComparer.Ordinal);
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (AlarmRecord alarm in alarms.Where(static alarm => !alarm.IsComposite))
        {
            (AlarmState state, string reason) = Evaluate(alarm, now);
            await SetAsync(alarm, states, state, reason, cancellationToken).ConfigureAwait(false);
        }

        // One made of others may name one that is made of others: as many rounds as there are, at most.
        var rules = alarms.Where(static alarm => alarm.IsComposite).ToDictionary(
            static alarm => alarm.Name, static alarm => CompositeRule.Parse(alarm.Body.Text("AlarmRule")!), StringComparer.Ordinal);
        HashSet<string> cycles = CompositeCycles.Find(rules);
        List<AlarmRecord> composites = alarms.FindAll(alarm => alarm.IsComposite && !cycles.Contains(alarm.Name));
        for (int round = 0, changed = 1; round < composites.Count && changed > 0; round++)
        {
            changed = 0;
            for (int index = 0; index < composites.Count; index++)
            {
                AlarmRecord alarm = composites[index];
                (AlarmState state, string reason) = EvaluateComposite(rules[alarm.Name], states);
                if (await SetAsync(alarm, states, state, reason, cancellationToken).ConfigureAwait(false))
                {
                    composites[index] = alarm with { State = state, Reason = reason };
                    changed++;
                }
            }
        }
    }

    private async Task<bool> SetAsync(
        AlarmRecord alarm, Dictionary<string, AlarmState> states, AlarmState state, string reason, CancellationToken cancellationToken)
    {
        if (state == alarm.State)
        {
            return false;
        }

        states[alarm.Name] = state;
        await _alarms.SetStateAsync(alarm, state, reason, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private (AlarmState State, string Reason) Evaluate(AlarmRecord record, long now)
    {
        try
        {
            MetricAlarm alarm = MetricAlarmReader.Read(record.Body);
            AlarmPoint[] points = AlarmPoints.Read(_metrics, alarm, AlarmPoints.End(alarm, now), alarm.Range);
            return (alarm.Decide(points, record.State), Reason(alarm, points));
        }
        catch (Exception exception) when (exception is MathException or AwsException)
        {
            return (AlarmState.InsufficientData, "The alarm cannot be evaluated: " + exception.Message);
        }
    }

    private static (AlarmState State, string Reason) EvaluateComposite(CompositeRule rule, Dictionary<string, AlarmState> states)
    {
        bool holds = rule.Holds(name => states.TryGetValue(name, out AlarmState state) ? state : null);
        string of = string.Join(
            ", ",
            rule.Alarms.Select(
                name => $"{name} is {(states.TryGetValue(name, out AlarmState state) ? AlarmStates.Word(state) : "missing")}"));
        string reason = $"The rule is {(holds ? "true" : "false")}" + (of.Length > 0 ? $": {of}" : "");
        return (holds ? AlarmState.Alarm : AlarmState.Ok, reason);
    }

    private static string Reason(MetricAlarm alarm, AlarmPoint[] points)
    {
        double[] recent = [.. points.Select(static point => point.Value).OfType<double>().TakeLast(alarm.EvaluationPeriods)];
        int breaching = recent.Count(value => alarm.Breaches(value, alarm.Threshold));
        return recent.Length == 0 ? "Insufficient Data: there were no datapoints in the periods evaluated"
            : string.Create(CultureInfo.InvariantCulture,
                $"Threshold Crossed: {breaching} out of the last {alarm.EvaluationPeriods} datapoints [{string.Join(", ", recent.Reverse())}] were beyond the threshold ({alarm.Threshold}); {alarm.DatapointsToAlarm} are needed for ALARM.");
    }
}
