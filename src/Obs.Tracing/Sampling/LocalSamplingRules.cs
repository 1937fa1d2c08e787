namespace Obs.Tracing;

/// <summary>The rules that are this process's own: those of the configuration by priority, then those of the rules file in its
/// order.</summary>
internal static class LocalSamplingRules
{
    /// <exception cref="InvalidOperationException">The rules file cannot be read; the validator says so first.</exception>
    public static IReadOnlyList<SamplingRuleDefinition> Of(SamplingOptions options)
    {
        var rules = options.Rules.OrderBy(static rule => rule.Priority).Select(Define).ToList();
        if (options.RulesFile is { } path)
        {
            rules.AddRange(SamplingManifest.TryRead(path, out SamplingRuleDefinition[]? read, out string? problem)
                ? read
                : throw new InvalidOperationException(problem));
        }
        else
        {
            rules.Add(new SamplingRuleDefinition
            {
                Name = SamplingRuleDefinition.Default,
                IsNamed = false,
                ReservoirPerSecond = options.ReservoirPerSecond,
                FixedRate = options.FixedRate,
            });
        }

        return rules;
    }

    private static SamplingRuleDefinition Define(SamplingRuleOptions rule) => new()
    {
        Name = rule.Name,
        Priority = rule.Priority,
        Host = rule.Host,
        HttpMethod = rule.HttpMethod,
        UrlPath = rule.UrlPath,
        ServiceName = rule.ServiceName,
        ReservoirPerSecond = rule.ReservoirPerSecond,
        FixedRate = rule.FixedRate,
    };
}
