using Obs.Local.Explain.Statistics;

namespace Obs.Local.Explain;

/// <summary>The answer in sentences, the most important first.</summary>
internal static class ExplainAnswer
{
    private const double WorthNaming = 0.1; // Share of the extra time that a second step must have to be named as well.
    private const int MaxSteps = 3;
    private const int MaxTraits = 3;
    private const int MaxLogs = 2;

    public static IReadOnlyList<string> Of(Explanation explanation)
    {
        if (explanation.Slow.Count == 0 || explanation.Typical.Count == 0)
        {
            return [Nothing(explanation)];
        }

        List<string> sentences = [Headline(explanation)];
        if (Caution(explanation) is { } caution)
        {
            sentences.Add(caution);
        }

        if (explanation.Slow.Read < explanation.Slow.Count || explanation.Typical.Read < explanation.Typical.Count)
        {
            sentences.Add($"Of these {Figures.Count(explanation.Slow.Read)} and {Figures.Count(explanation.Typical.Read)} were read, evenly over their durations.");
        }

        if (explanation.Extra <= 0)
        {
            sentences.Add("They are not slower than the others: there is nothing to explain.");
            return sentences;
        }

        sentences.AddRange(
            explanation.Steps.Take(MaxSteps).Where(static (step, index) => index == 0 || step.Share >= WorthNaming).Select(Where));
        sentences.AddRange(Traits(explanation));
        sentences.AddRange(explanation.Logs
            .Where(static log => log.Presence.Probability < Certainty.Bound).Take(MaxLogs).Select(log => Log(log, explanation)));
        return sentences;
    }

    /// <summary>Why the answer is weak; null when it is not.</summary>
    public static string? Caution(Explanation explanation)
    {
        (int slow, int typical) = (explanation.Slow.Count, explanation.Typical.Count);
        if (slow >= Explainer.LeastSlow && typical >= Explainer.LeastTypical)
        {
            return null;
        }

        string few =
            $"These are too few traces to be sure of anything: {Figures.Count(slow)} slow and {Figures.Count(typical)} typical ones, "
            + $"where {Explainer.LeastSlow} and {Explainer.LeastTypical} are the least.";
        double? better = explanation.Criterion.Span is null
            ? PopulationSplit.PercentileWith(Explainer.LeastSlow, explanation.Population)
            : null;
        return better is { } percentile && percentile < explanation.Criterion.Percentile
            ? $"{few} At {Figures.Percentile(percentile)} there are enough slow ones."
            : $"{few} A longer range has more.";
    }

    private static string Nothing(Explanation explanation) => explanation.Criterion.Span is null
        ? $"There is nothing to compare: {Figures.Count(explanation.Population)} traces meet the filter in this range."
        : $"There is nothing to compare: {Figures.Count(explanation.Slow.Count)} traces are in the span and {Figures.Count(explanation.Typical.Count)} outside it.";

    private static string Headline(Explanation explanation)
    {
        (TraceGroupFigures slow, TraceGroupFigures typical) = (explanation.Slow, explanation.Typical);
        string which = explanation.Criterion.Span is null
            ? $"The {Figures.Count(slow.Count)} of {Figures.Count(explanation.Population)} traces at or above {Figures.Percentile(explanation.Criterion.Percentile)} ({Figures.Duration(slow.Least)})"
            : $"The {Figures.Count(slow.Count)} traces of the span";
        string others = explanation.Criterion.Span is null ? "typical ones" : "others";
        return $"{which} take {Figures.Duration(slow.Mean)} on average, the {Figures.Count(typical.Count)} {others} {Figures.Duration(typical.Mean)}: "
            + $"{Figures.Duration(Math.Abs(explanation.Extra))} {(explanation.Extra < 0 ? "less" : "more")}.";
    }

    private static string Where(StepDifference step)
    {
        string place = step.Step.Service.Length == 0 ? "where no segment is open" : $"in {step.Step.Name} ({step.Step.Service})";
        return $"{Figures.Share(step.Share)} of the extra time is {place}: {Figures.Duration(step.Slow.Seconds)} instead of "
            + $"{Figures.Duration(step.Typical.Seconds)} per trace; {Cause(step)} ({Figures.Certainty(step.Probability)}).";
    }

    /// <summary>Why a step takes longer.</summary>
    public static string Cause(StepDifference step) => step.Cause switch
    {
        StepCause.Retried => $"calls fail and are retried, {Figures.Digits(step.Slow.Retries)} times per trace instead of {Figures.Digits(step.Typical.Retries)}",
        StepCause.Repeated => $"it runs {Figures.Digits(step.Slow.Calls)} times per trace instead of {Figures.Digits(step.Typical.Calls)}",
        StepCause.OnlySlow =>
            $"{step.Slow.Traces} of {step.SlowRead} slow traces have it and {step.Typical.Traces} of {step.TypicalRead} typical ones",
        _ => step.Step.Kind == "server" ? "it is the service's own code" : "each call takes longer",
    };

    private static IEnumerable<string> Traits(Explanation explanation)
    {
        TraitDifference[] sure =
            [.. explanation.Traits.Where(static trait => trait.Presence.Probability < Certainty.Bound).Take(MaxTraits)];
        return sure.Length > 0
            ? sure.Select(trait => Trait(trait, explanation))
            : [$"Of {Figures.Count(explanation.TraitsCompared)} annotations, routes, hosts, versions and other traits none is over-represented among the slow traces beyond chance."];
    }

    private static string Trait(TraitDifference found, Explanation explanation)
    {
        string together = found.Together.Count == 0 ? "" : $" (always together with {string.Join(", ", found.Together.Take(3))})";
        return $"{found.Trait}{together}: {Counts(found.Presence, explanation)} ({Figures.Certainty(found.Presence.Probability)} "
            + $"after {Figures.Count(explanation.TraitsCompared)} comparisons).";
    }

    private static string Log(LogDifference log, Explanation explanation) =>
        $"{(log.IsOnlySlow ? "Only the slow traces log" : "The slow traces more often log")} “{log.Pattern.Template}” ({log.Pattern.Service}): "
        + $"{Counts(log.Presence, explanation)} ({Figures.Certainty(log.Presence.Probability)}).";

    private static string Counts(Presence presence, Explanation explanation)
    {
        string counts =
            $"{presence.Slow} of {explanation.Slow.Read} slow traces and {presence.Typical} of {explanation.Typical.Read} typical ones";
        return presence.Lift is { } lift ? $"{counts}, {Figures.Digits(lift)} times as often" : counts;
    }
}
