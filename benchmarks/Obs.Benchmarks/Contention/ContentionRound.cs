using System.Diagnostics;

namespace Obs.Benchmarks.Contention;

/// <summary>What one measurement of one thread took, in nanoseconds: on the clock, from the first thread's start to the last one's end,
/// and of processor time.</summary>
internal readonly struct ContentionRound
{
    private const double NanosecondsPerSecond = 1e9;

    public double Elapsed { get; private init; }

    public double Cpu { get; private init; }

    /// <summary>Lets threads of their own do work at once, each a number of times.</summary>
    public static ContentionRound Measure(Action[] works, int times)
    {
        using var ready = new Barrier(works.Length);
        long[] starts = new long[works.Length];
        long[] ends = new long[works.Length];
        Thread[] threads = [.. works.Select((work, i) => new Thread(() =>
        {
            ready.SignalAndWait();
            starts[i] = Stopwatch.GetTimestamp();
            work();
            ends[i] = Stopwatch.GetTimestamp();
        }))];

        TimeSpan before = Environment.CpuUsage.TotalTime;
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        TimeSpan cpu = Environment.CpuUsage.TotalTime - before;
        return new ContentionRound
        {
            Elapsed = Stopwatch.GetElapsedTime(starts.Min(), ends.Max()).TotalSeconds * NanosecondsPerSecond / times,
            Cpu = cpu.TotalSeconds * NanosecondsPerSecond / times / works.Length,
        };
    }
}
