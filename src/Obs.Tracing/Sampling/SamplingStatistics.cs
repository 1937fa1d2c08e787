namespace Obs.Tracing;

/// <summary>How many segments were and were not sampled since the process started: requests = sampled + unsampled + skipped.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
public sealed class SamplingStatistics
{
    private long _sampled;
    private long _unsampled;
    private long _skipped;

    internal SamplingStatistics()
    {
    }

    /// <summary>Segments that are recorded.</summary>
    public long Sampled => Volatile.Read(ref _sampled);

    /// <summary>Segments that the sampling decision left out.</summary>
    public long Unsampled => Volatile.Read(ref _unsampled);

    /// <summary>Requests to paths that are never traced.</summary>
    public long Skipped => Volatile.Read(ref _skipped);

    internal void CountSampled() => Interlocked.Increment(ref _sampled);

    internal void CountUnsampled() => Interlocked.Increment(ref _unsampled);

    internal void CountSkipped() => Interlocked.Increment(ref _skipped);
}
