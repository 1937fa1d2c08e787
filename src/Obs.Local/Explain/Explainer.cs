using Obs.Local.Explain.Statistics;

namespace Obs.Local.Explain;

/// <summary>Sets slow traces against typical ones. The same traces give the same answer.</summary>
internal static class Explainer
{
    public const int LeastSlow = 5; // With fewer, no difference can be told from chance.
    public const int LeastTypical = 10;

    private const int MaxStepsCompared = 2_000; // Those that most traces have.
    private const int MaxSteps = 15;
    private const int MaxTraits = 12;
    private const int MaxLogs = 15;
    private const int MaxExamples = 3;

    public static Explanation Explain(
        ExplainCriterion criterion, PopulationSplit split, bool isComplete, IReadOnlyList<ExplainedTrace> slow,
        IReadOnlyList<ExplainedTrace> typical)
    {
        (IReadOnlyList<StepDifference> steps, int stepsCompared) = CompareSteps(slow, typical);
        var ranges = new NumberRanges(slow.Concat(typical));
        PresenceComparison<Trait> traits = PresenceComparison<Trait>.Of(slow, typical, ranges.TraitsOf, InOrder);
        PresenceComparison<LogPattern> logs = PresenceComparison<LogPattern>.Of(slow, typical, static trace => trace.Logs, InOrder);
        return new Explanation
        {
            Criterion = criterion,
            Population = split.Count,
            IsComplete = isComplete,
            Slow = TraceGroupFigures.Of(split.Slow, slow),
            Typical = TraceGroupFigures.Of(split.Typical, typical),
            Steps = steps,
            StepsCompared = stepsCompared,
            Traits =
                [.. traits.Found.Take(MaxTraits).Select(
                    static found => new TraitDifference(found.Things[0], [.. found.Things.Skip(1)], found.Presence))],
            TraitsCompared = traits.Compared,
            Logs =
                [.. logs.Found.SelectMany(
                    static found => found.Things.Select(pattern => new LogDifference(pattern, found.Presence))).Take(MaxLogs)],
            LogsCompared = logs.Compared,
        };
    }

    private static (IReadOnlyList<StepDifference> Steps, int Compared) CompareSteps(
        IReadOnlyList<ExplainedTrace> slow, IReadOnlyList<ExplainedTrace> typical)
    {
        if (slow.Count == 0 || typical.Count == 0)
        {
            return ([], 0);
        }

        List<Step> steps = [.. slow.Concat(typical).SelectMany(static trace => trace.Steps.Keys).CountBy(static step => step)
            .OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key.Path, StringComparer.Ordinal)
            .Take(MaxStepsCompared).Select(static pair => pair.Key)];
        double[] corrected = Holm.Correct([.. steps.Select(step => RankSum.Probability(Seconds(slow, step), Seconds(typical, step)))]);
        double extra = slow.Average(static trace => trace.Seconds) - typical.Average(static trace => trace.Seconds);
        IEnumerable<StepDifference> all = steps.Select((step, index) => Compare(step, slow, typical, extra, corrected[index]));
        return ([.. all.Where(static step => step.Extra > 0).OrderByDescending(static step => step.Extra).Take(MaxSteps)], steps.Count);
    }

    private static StepDifference Compare(
        Step step, IReadOnlyList<ExplainedTrace> slow, IReadOnlyList<ExplainedTrace> typical, double extra, double probability)
    {
        StepFigures inSlow = StepFigures.Of(slow, step);
        StepFigures inTypical = StepFigures.Of(typical, step);
        return new StepDifference
        {
            Step = step,
            Slow = inSlow,
            Typical = inTypical,
            SlowRead = slow.Count,
            TypicalRead = typical.Count,
            Share = extra > 0 ? (inSlow.Seconds - inTypical.Seconds) / extra : 0,
            Probability = probability,
            Examples = [.. slow
                .Where(trace => trace.Steps.ContainsKey(step))
                .OrderByDescending(trace => trace.Steps[step].Seconds).ThenBy(static trace => trace.Id, StringComparer.Ordinal)
                .Take(MaxExamples).Select(static trace => trace.Id)],
        };
    }

    private static double[] Seconds(IReadOnlyList<ExplainedTrace> traces, Step step) =>
        [.. traces.Select(trace => trace.Steps.GetValueOrDefault(step)?.Seconds ?? 0)];

    // An annotation says most, and an operation more than the service it belongs to: of what stands together the first is named.
    private static int InOrder(Trait left, Trait right) =>
        left.Kind != right.Kind
            ? left.Kind.CompareTo(right.Kind)
            : string.CompareOrdinal($"{left.Name}\n{left.Value}", $"{right.Name}\n{right.Value}");

    private static int InOrder(LogPattern left, LogPattern right) =>
        string.CompareOrdinal($"{left.Service}\n{left.Level}\n{left.Template}", $"{right.Service}\n{right.Level}\n{right.Template}");
}
