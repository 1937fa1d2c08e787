using System.Diagnostics;

namespace Obs.TestSupport;

/// <summary>What a call allocates on its own thread once everything it touches is compiled for good.</summary>
public static class Allocations
{
    /// <summary>The fewest bytes a call of <paramref name="work"/> took in any round of <paramref name="calls"/> calls.</summary>
    /// <remarks>Rounds go on until one takes no more than <paramref name="wanted"/>, for as long as a test has patience: the platform's own
    /// precompiled code boxes where its recompiled code does not, and recompiling happens in the background. What
    /// <paramref name="between"/> does before each round is not counted: waiting until other threads have worked off what the last one gave
    /// them, say.</remarks>
    public static long PerCall(Action work, long wanted = 0, int calls = 1_000, Action? between = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        long started = Stopwatch.GetTimestamp();
        long least = long.MaxValue;
        while (least > wanted && Stopwatch.GetElapsedTime(started) < Patience.Limit)
        {
            between?.Invoke();
            least = Math.Min(least, MeasureRound(work, calls));
        }

        return least;
    }

    /// <summary>The bytes that <paramref name="work"/> takes: of one call where that is no more than <paramref name="wanted"/>, else the fewest
    /// of as many as a test has patience for.</summary>
    /// <remarks>For inputs of which each is tried once. What a call pays because the platform compiles, loads or first touches something
    /// while it runs is not what the input costs, and it does not come back.</remarks>
    public static long OfCall(Action work, long wanted = 0)
    {
        ArgumentNullException.ThrowIfNull(work);
        long first = MeasureRound(work, calls: 1);
        return first <= wanted ? first : PerCall(work, wanted, calls: 1);
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
