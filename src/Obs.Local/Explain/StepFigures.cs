namespace Obs.Local.Explain;

/// <summary>What one group of traces did at a step, on average over all its traces, those without the step included.</summary>
internal sealed class StepFigures
{
    public required double Seconds { get; init; }

    /// <summary>Traces that have the step.</summary>
    public required int Traces { get; init; }

    public required double Calls { get; init; }

    public required double Retries { get; init; }

    public required double Failed { get; init; }

    public static StepFigures Of(IReadOnlyList<ExplainedTrace> traces, Step step)
    {
        StepUse[] uses = [.. traces.Select(trace => trace.Steps.GetValueOrDefault(step)).OfType<StepUse>()];
        double count = Math.Max(1, traces.Count);
        return new StepFigures
        {
            Seconds = uses.Sum(static use => use.Seconds) / count,
            Traces = uses.Length,
            Calls = uses.Sum(static use => use.Calls) / count,
            Retries = uses.Sum(static use => use.Retries) / count,
            Failed = uses.Sum(static use => use.Failed) / count,
        };
    }
}
