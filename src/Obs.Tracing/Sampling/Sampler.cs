using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Makes the one sampling decision of a request, and counts it.</summary>
/// <remarks>Thread safety: every member may be called from any thread; no lock is taken and nothing is allocated.</remarks>
internal sealed class Sampler
{
    private readonly SamplingRules _rules;
    private readonly Reservoir _incoming;
    private readonly int _incomingPerSecond;
    private readonly IncomingTrust _trust;
    private readonly string[] _skipPaths;
    private readonly SkipPredicate[] _skipWhen;
    private readonly TailRule _tail;
    private readonly Random _random;

    public Sampler(SamplingOptions options, SamplingRules rules, SamplingStatistics statistics, TimeProvider time, Random random)
    {
        _rules = rules;
        _incoming = new Reservoir(time);
        _incomingPerSecond = options.IncomingPerSecond;
        _trust = options.Trust;
        _skipPaths = [.. options.SkipPaths.Select(static path => path.TrimEnd('/'))];
        _skipWhen = [.. options.SkipConditions.Select(condition => new SkipPredicate(condition, statistics, time))];
        _random = random;
        _tail = new TailRule(options.Tail, time);
    }

    /// <summary>Whether there are conditions of the application that can hang.</summary>
    public bool HasConditions => _skipWhen.Length > 0;

    public bool HasTailRule => _tail.IsOn;

    public bool IsSkipped(in ServerRequest request) => IsSkippedPath(request.Path) || (_skipWhen.Length > 0 && MeetsCondition(request));

    public SamplingDecision Decide(in ServerRequest request, IncomingDecision incoming)
    {
        switch (_trust, incoming)
        {
            case (IncomingTrust.Limited or IncomingTrust.Trusted, IncomingDecision.NotSampled):
                return default;
            case (IncomingTrust.Trusted, IncomingDecision.Sampled):
            case (IncomingTrust.Limited, IncomingDecision.Sampled) when _incoming.TryTake(_incomingPerSecond):
                return new SamplingDecision(IsSampled: true, RuleName: null);
        }

        SamplingRule rule = _rules.Match(request);
        return rule.Decide(_random) ? new SamplingDecision(IsSampled: true, rule.RecordedName) : default;
    }

    /// <summary>Whether a request that was not sampled yields its segment all the same. A skipped one never does.</summary>
    public bool TakesTail(Activity activity, in ServerRequest request, in ServerResponse response) =>
        _tail.Matches(activity, response) && !IsSkipped(request) && _tail.TryTake();

    /// <summary>Looks for conditions that hang.</summary>
    public void CheckConditions()
    {
        foreach (SkipPredicate condition in _skipWhen)
        {
            condition.Check();
        }
    }

    private bool IsSkippedPath(string? path)
    {
        foreach (string skipped in _skipPaths)
        {
            if (path is not null && path.StartsWith(skipped, StringComparison.OrdinalIgnoreCase)
                && (path.Length == skipped.Length || path[skipped.Length] == '/'))
            {
                return true;
            }
        }

        return false;
    }

    private bool MeetsCondition(in ServerRequest request)
    {
        foreach (SkipPredicate condition in _skipWhen)
        {
            if (condition.IsMet(request))
            {
                return true;
            }
        }

        return false;
    }
}
