namespace Obs.Local.Explain;

/// <summary>Why the slow traces are slow.</summary>
internal sealed class Explanation
{
    public required ExplainCriterion Criterion { get; init; }

    /// <summary>Traces that were divided.</summary>
    public required int Population { get; init; }

    /// <summary>There are no more traces than were looked at.</summary>
    public required bool IsComplete { get; init; }

    public required TraceGroupFigures Slow { get; init; }

    public required TraceGroupFigures Typical { get; init; }

    /// <summary>What takes longer, the most first; the shares of all steps add up to 1.</summary>
    public required IReadOnlyList<StepDifference> Steps { get; init; }

    public required int StepsCompared { get; init; }

    public required IReadOnlyList<TraitDifference> Traits { get; init; }

    public required int TraitsCompared { get; init; }

    public required IReadOnlyList<LogDifference> Logs { get; init; }

    public required int LogsCompared { get; init; }

    /// <summary>Seconds per trace.</summary>
    public double Extra => Slow.Mean - Typical.Mean;
}
