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
        return state.TryTake(definition.ReservoirPerSecond) || (random.NextDouble() < definition.FixedRate && state.CountSampled());
    }

    public SamplingRuleStatistics Read() => new(definition.Name, state.Requests, state.Sampled, state.Borrowed);
}
