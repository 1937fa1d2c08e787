namespace Obs.Tracing;

/// <summary>What a rule has let through; outlives changes of what the rule says.</summary>
/// <remarks>Thread safety: every member may be called from any thread; no lock is taken and nothing is allocated.</remarks>
internal sealed class SamplingRuleState(TimeProvider time)
{
    private readonly Reservoir _reservoir = new(time);
    private readonly StripedCount _requests = new();
    private readonly StripedCount _sampled = new();
    private SamplingTarget? _target;
    private long _borrowed;

    public long Requests => _requests.Value;

    /// <summary>Requests traced by the reservoir or the fixed rate, without the borrowed ones.</summary>
    public long Sampled => _sampled.Value;

    /// <summary>Requests traced ahead of a quota.</summary>
    public long Borrowed => Volatile.Read(ref _borrowed);

    /// <summary>What X-Ray has granted last; null before it has, and always for a rule of this process.</summary>
    public SamplingTarget? Target
    {
        get => Volatile.Read(ref _target);
        set => Volatile.Write(ref _target, value);
    }

    public int? Quota => Target?.QuotaAt(time.GetUtcNow());

    public void CountRequest() => _requests.Increment();

    public bool TryTake(int perSecond) => _reservoir.TryTake(perSecond) && CountSampled();

    public bool TryBorrow()
    {
        bool taken = _reservoir.TryTake(1);
        if (taken)
        {
            Interlocked.Increment(ref _borrowed);
        }

        return taken;
    }

    public bool CountSampled()
    {
        _sampled.Increment();
        return true;
    }
}
