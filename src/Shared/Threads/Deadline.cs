namespace Obs.Threads;

/// <summary>A moment so long after it was made, by the monotonic clock.</summary>
internal readonly struct Deadline(TimeProvider time, TimeSpan after)
{
    private readonly long _begun = time.GetTimestamp();

    /// <summary>Time left, zero once it has passed.</summary>
    public TimeSpan Left => after - time.GetElapsedTime(_begun) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    public bool HasPassed => Left == TimeSpan.Zero;
}
