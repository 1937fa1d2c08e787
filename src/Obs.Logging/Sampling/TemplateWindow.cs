namespace Obs.Logging.Sampling;

/// <summary>Counts the entries of one template in the second that is passing.</summary>
internal sealed class TemplateWindow
{
    // High half: the second. Low half: entries written in it. One word, so that one compare-and-swap moves both and no lock is needed.
    private long _state;
    private long _suppressed;

    /// <summary>Whether one more may be written, and then how many were not since the last that was.</summary>
    public bool TryTake(long second, int most, out long suppressed)
    {
        suppressed = 0;
        while (true)
        {
            long seen = Volatile.Read(ref _state);
            long current = Math.Max(second, seen >> 32); // Another thread may have read the clock later.
            int taken = seen >> 32 == current ? (int)seen : 0;
            if (taken >= most)
            {
                Interlocked.Increment(ref _suppressed);
                return false;
            }

            if (Interlocked.CompareExchange(ref _state, (current << 32) | (uint)(taken + 1), seen) == seen)
            {
                suppressed = Volatile.Read(ref _suppressed) == 0 ? 0 : Interlocked.Exchange(ref _suppressed, 0);
                return true;
            }
        }
    }
}
