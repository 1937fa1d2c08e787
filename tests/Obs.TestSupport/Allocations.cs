using System.Diagnostics;

namespace Obs.TestSupport;

/// <summary>What a call allocates on its own thread once everything it touches is compiled for good.</summary>
public static class Allocations
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(10);

    /// <summary>The fewest bytes a call of <paramref name="work"/> took in any round of <paramref name="calls"/> calls.</summary>
    /// <remarks>Rounds go on until one takes no more than <paramref name="wanted"/>, for at most ten seconds: the platform's own
    /// precompiled code boxes where its recompiled code does not, and recompiling happens in the background.</remarks>
    public static long PerCall(Action work, long wanted = 0, int calls = 1_000)
    {
        ArgumentNullException.ThrowIfNull(work);
        long started = Stopwatch.GetTimestamp();
        long least = long.MaxValue;
        while (least > wanted && Stopwatch.GetElapsedTime(started) < Ceiling)
        {
            least = Math.Min(least, MeasureRound(work, calls));
        }

        return least;
    }

    private static long MeasureRound(Action work, int calls)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < calls; i++)
        {
            work();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / calls;
    }
}
