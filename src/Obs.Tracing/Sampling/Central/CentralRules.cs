using System.Security.Cryptography;

namespace Obs.Tracing;

/// <summary>The rules that X-Ray keeps, what they have let through, and what of that was reported.</summary>
/// <remarks>Not thread-safe: used by one loop. The rules it hands out are.</remarks>
internal sealed class CentralRules(Func<ServiceIdentity> identity, TimeProvider time)
{
    private readonly Dictionary<string, CentralRule> _rules = [];

    // Tells the processes of a service apart: 96 random bits, as hexadecimal digits.
    private readonly string _clientId = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    private ServiceIdentity? _loadedFor;

    /// <summary>Whether what this process runs on became known after the rules for it were picked.</summary>
    public bool IsOutdated => !ReferenceEquals(_loadedFor, identity());

    /// <summary>Takes the rules as they are now. What a rule that is still there has counted and been granted stays.</summary>
    /// <returns>Those that can match here, in the order they are tried.</returns>
    public SamplingRule[] Load(IEnumerable<SamplingRuleWire> wire)
    {
        var known = new Dictionary<string, CentralRule>(_rules);
        _rules.Clear();
        ServiceIdentity service = _loadedFor = identity();
        foreach (SamplingRuleDefinition definition in wire.Select(static rule => rule.Define()).OfType<SamplingRuleDefinition>())
        {
            if (definition.IsFor(service))
            {
                _rules[definition.Name] = known.TryGetValue(definition.Name, out CentralRule? rule)
                    ? rule.With(definition)
                    : new CentralRule(definition, time);
            }
        }

        return [.. _rules.Values.Select(static rule => rule.Rule)
            .OrderBy(static rule => rule.Definition.Priority).ThenBy(static rule => rule.Definition.Name, StringComparer.Ordinal)];
    }

    /// <summary>Reports of the rules that were used and are due.</summary>
    public IReadOnlyList<SamplingStatisticsWire> Report()
    {
        DateTimeOffset now = time.GetUtcNow();
        return [.. _rules.Values.Where(rule => rule.IsDue(now)).Select(rule => rule.Report(_clientId, now))];
    }

    /// <summary>Takes the answer to a report.</summary>
    public void Apply(IReadOnlyList<SamplingStatisticsWire> reported, SamplingTargetsWire answer)
    {
        var refused = (answer.UnprocessedStatistics ?? []).Select(static part => part?.RuleName).ToHashSet();
        foreach (SamplingStatisticsWire report in reported)
        {
            if (!refused.Contains(report.RuleName) && _rules.TryGetValue(report.RuleName, out CentralRule? rule))
            {
                rule.CountReported(report);
            }
        }

        foreach (SamplingTargetsWire.Document target in (answer.SamplingTargetDocuments ?? []).OfType<SamplingTargetsWire.Document>())
        {
            if (target.RuleName is not null && _rules.TryGetValue(target.RuleName, out CentralRule? rule))
            {
                rule.Grant(target, time.GetUtcNow());
            }
        }
    }
}
