namespace Obs.Tracing;

/// <summary>The rules that decide now, in the order they are tried.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class SamplingRules
{
    private readonly SamplingRule[] _local;
    private SamplingRule[] _central = [];

    // Local rules look at the service's name, which stays; what it runs on matters to central ones only.
    public SamplingRules(SamplingOptions options, ServiceIdentity service, TimeProvider time) => _local =
    [
        .. LocalSamplingRules.Of(options)
            .Where(definition => definition.IsFor(service))
            .Select(definition => new SamplingRule(definition, new SamplingRuleState(time))),
    ];

    /// <summary>The rules now in force, in the order they are tried; the last of the local ones matches everything.</summary>
    public IReadOnlyList<SamplingRule> Current => [.. Volatile.Read(ref _central), .. _local];

    /// <summary>Puts the rules that X-Ray keeps before our own; none when it cannot be asked.</summary>
    public void UseCentral(SamplingRule[] rules) => Volatile.Write(ref _central, rules);

    public SamplingRule Match(in ServerRequest request) =>
        Find(Volatile.Read(ref _central), request) ?? Find(_local, request) ?? _local[^1];

    private static SamplingRule? Find(SamplingRule[] rules, in ServerRequest request)
    {
        foreach (SamplingRule rule in rules)
        {
            if (rule.Definition.Matches(request))
            {
                return rule;
            }
        }

        return null;
    }
}
