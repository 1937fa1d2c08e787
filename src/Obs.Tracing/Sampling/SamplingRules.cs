namespace Obs.Tracing;

/// <summary>The rules that decide now, in the order they are tried.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class SamplingRules
{
    private readonly SamplingRule[] _local;

    public SamplingRules(SamplingOptions options, ServiceIdentity service, TimeProvider time) => _local =
    [
        .. LocalSamplingRules.Of(options)
            .Where(definition => definition.IsFor(service))
            .Select(definition => new SamplingRule(definition, new SamplingRuleState(time))),
    ];

    /// <summary>The rules now in force; the last of the local ones matches everything.</summary>
    public IReadOnlyList<SamplingRule> Current => _local;

    public SamplingRule Match(in ServerRequest request)
    {
        foreach (SamplingRule rule in _local)
        {
            if (rule.Definition.Matches(request))
            {
                return rule;
            }
        }

        return _local[^1];
    }
}
