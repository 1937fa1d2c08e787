namespace Obs.Delivery.Sending;

/// <summary>When a queue has to have stopped. Set once, by whoever stops it; read by the sending thread.</summary>
internal sealed class StopDeadline(TimeProvider time)
{
    private const long None = long.MaxValue;

    private long _deadline = None;

    public bool IsStopping => Volatile.Read(ref _deadline) != None;

    public bool HasPassed => IsStopping && Remaining == TimeSpan.Zero;

    /// <summary>Time left, zero once it has passed, infinite while nobody has asked to stop.</summary>
    public TimeSpan Remaining
    {
        get
        {
            long deadline = Volatile.Read(ref _deadline);
            if (deadline == None)
            {
                return Timeout.InfiniteTimeSpan;
            }

            long now = time.GetTimestamp();
            return now >= deadline ? TimeSpan.Zero : time.GetElapsedTime(now, deadline);
        }
    }

    public void Begin(TimeSpan timeout) =>
        Volatile.Write(ref _deadline, time.GetTimestamp() + (long)(timeout.TotalSeconds * time.TimestampFrequency));
}
