namespace Obs.Tracing;

/// <summary>Lets through so many traces each second, and no more.</summary>
internal sealed class Reservoir(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();

    // High half: the second, counted from _origin. Low half: traces taken in it. One word, so that one
    // compare-and-swap moves both and no lock is needed.
    private long _state;

    /// <summary>Takes one, if fewer than this many have been taken in this second.</summary>
    public bool TryTake(int perSecond)
    {
        if (perSecond <= 0)
        {
            return false;
        }

        long second = (long)time.GetElapsedTime(_origin).TotalSeconds;
        while (true)
        {
            long seen = Volatile.Read(ref _state);
            second = Math.Max(second, seen >> 32); // Another thread may have read the clock later.
            int taken = seen >> 32 == second ? (int)seen : 0;
            if (taken >= perSecond)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _state, (second << 32) | (uint)(taken + 1), seen) == seen)
            {
                return true;
            }
        }
    }
}
