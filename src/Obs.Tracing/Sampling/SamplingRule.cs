namespace Obs.Tracing;

/// <summary>A sampling rule at work: a match, a reservoir and a fixed rate.</summary>
/// <remarks>Thread safety: every member may be called from any thread; no lock is taken and nothing is allocated by a decision.</remarks>
internal sealed class SamplingRule(SamplingRuleDefinition definition, SamplingRuleState state)
{
    public SamplingRuleDefinition Definition => definition;

    public SamplingRuleState State => state;

    /// <summary>The name for documents; null when nobody gave the rule one.</summary>
    public string? RecordedName { get; } = definition.IsNamed ? definition.Name : null;

    public bool Decide(Random random)
    {
        state.CountRequest();
        return TryReservoir() || (random.NextDouble() < (state.Target?.FixedRate ?? definition.FixedRate) && state.CountSampled());
    }

    public SamplingRuleStatistics Read() => new(definition.Name, state.Requests, state.Sampled, state.Borrowed);

    // The reservoir of a central rule is shared by all processes: each takes its quota or, until it has one, borrows one trace a second.
    private bool TryReservoir()
    {
        if (!definition.IsCentral)
        {
            return state.TryTake(definition.ReservoirPerSecond);
        }

        return state.Quota is { } quota ? state.TryTake(quota) : definition.ReservoirPerSecond > 0 && state.TryBorrow();
    }
}
