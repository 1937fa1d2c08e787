using System.Collections.Concurrent;

namespace Obs.Tracing;

/// <summary>How many segments were and were not sampled since the process started: requests = sampled + unsampled + skipped.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
public sealed class SamplingStatistics
{
    // A transport may be somebody else's, and may make up reasons.
    private const int MaxReasons = 32;
    private const string OtherReason = "other";

    private readonly SamplingRules _rules;
    private readonly ConcurrentDictionary<string, long> _failedCalls = new(StringComparer.Ordinal);
    private readonly StripedCount _sampled = new();
    private readonly StripedCount _unsampled = new();
    private long _skipped;
    private long _predicateFailures;
    private long _tail;
    private long _hookFailures;
    private long _refusedHeaders;

    internal SamplingStatistics(SamplingRules rules) => _rules = rules;

    /// <summary>Segments that are recorded.</summary>
    public long Sampled => _sampled.Value;

    /// <summary>Segments that the sampling decision left out.</summary>
    public long Unsampled => _unsampled.Value;

    /// <summary>Requests to paths that are never traced, or that met a condition of the application.</summary>
    public long Skipped => Volatile.Read(ref _skipped);

    /// <summary>Requests among <see cref="Unsampled"/> that yielded their segment because they failed or were slow.</summary>
    public long Tail => Volatile.Read(ref _tail);

    /// <summary>Times a condition of the application threw, took longer than a tenth of a second, or was found hanging.</summary>
    public long PredicateFailures => Volatile.Read(ref _predicateFailures);

    /// <summary>Exceptions inside tracing itself; the application did not notice. The event source <c>Obs-Tracing</c> has the
    /// details.</summary>
    public long HookFailures => Volatile.Read(ref _hookFailures);

    /// <summary>Trace headers that came with a request and named no valid trace id.</summary>
    public long RefusedHeaders => Volatile.Read(ref _refusedHeaders);

    /// <summary>Questions to X-Ray about sampling, to the daemon or in signed calls, that had no answer, by reason.</summary>
    public IReadOnlyDictionary<string, long> FailedCalls => new Dictionary<string, long>(_failedCalls, StringComparer.Ordinal);

    /// <summary>What each sampling rule in force has decided, in the order they are tried.</summary>
    public IReadOnlyList<SamplingRuleStatistics> Rules => [.. _rules.Current.Select(static rule => rule.Read())];

    internal void CountSampled() => _sampled.Increment();

    internal void CountUnsampled() => _unsampled.Increment();

    internal void CountSkipped() => Interlocked.Increment(ref _skipped);

    internal void CountPredicateFailure() => Interlocked.Increment(ref _predicateFailures);

    internal void CountTail() => Interlocked.Increment(ref _tail);

    internal void CountRefusedHeader() => Interlocked.Increment(ref _refusedHeaders);

    internal void CountFailedCall(string reason) => _failedCalls.AddOrUpdate(
        _failedCalls.Count < MaxReasons || _failedCalls.ContainsKey(reason) ? reason : OtherReason, 1, static (_, count) => count + 1);

    internal void CountHookFailure(string hook, Exception exception)
    {
        Interlocked.Increment(ref _hookFailures);
        TracingEventSource.Log.HookFailed(hook, exception.ToString());
    }
}
