using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics;

namespace Obs.Metrics;

/// <summary>The platform's own rules for metrics, section <c>Metrics</c>: which instruments a listener hears. Immutable.</summary>
/// <remarks>The most specific rule that matches decides, of two alike the later, as for the platform's listeners. Where none matches
/// we decide: without rules the platform enables nothing, and we measure what a service needs.</remarks>
internal sealed class MetricRules(IEnumerable<InstrumentRule> rules)
{
    /// <summary>The name by which a rule can mean us alone.</summary>
    public const string ListenerName = "Obs";

    private const char Wildcard = '*';

    private readonly InstrumentRule[] _rules =
        [.. rules.Where(static r => r.ListenerName is null or "" || IsSame(r.ListenerName, ListenerName))];

    /// <summary>What the rules say about an instrument; null when they say nothing.</summary>
    public bool? Decide(Instrument instrument)
    {
        InstrumentRule? best = null;
        foreach (InstrumentRule rule in _rules)
        {
            if (Matches(rule, instrument) && (best is null || Rank(rule).CompareTo(Rank(best)) >= 0))
            {
                best = rule;
            }
        }

        return best?.Enable;
    }

    private static bool Matches(InstrumentRule rule, Instrument instrument) =>
        (rule.InstrumentName is null or "" || IsSame(rule.InstrumentName, instrument.Name))
        && rule.Scopes.HasFlag(instrument.Meter.Scope is null ? MeterScope.Global : MeterScope.Local)
        && MatchesMeter(rule.MeterName ?? "", instrument.Meter.Name);

    // A name is the beginning of names; a star stands for any middle.
    private static bool MatchesMeter(string pattern, string name)
    {
        int star = pattern.IndexOf(Wildcard, StringComparison.Ordinal);
        ReadOnlySpan<char> start = star < 0 ? pattern : pattern.AsSpan(0, star);
        ReadOnlySpan<char> end = star < 0 ? "" : pattern.AsSpan(star + 1);
        return name.Length >= start.Length + end.Length
            && name.AsSpan().StartsWith(start, StringComparison.OrdinalIgnoreCase)
            && name.AsSpan().EndsWith(end, StringComparison.OrdinalIgnoreCase);
    }

    private static (bool NamesListener, int MeterLength, bool NamesInstrument, bool NamesScope) Rank(InstrumentRule rule) => (
        !string.IsNullOrEmpty(rule.ListenerName),
        rule.MeterName?.Length ?? 0,
        !string.IsNullOrEmpty(rule.InstrumentName),
        rule.Scopes is MeterScope.Global or MeterScope.Local);

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
