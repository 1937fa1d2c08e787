using Obs.TestSupport;

namespace Obs.Aws.Tests.Chaos;

/// <summary>Calls an endpoint that takes no connection, again and again, and says which threads there were after the first attempts and
/// after many more.</summary>
internal static class UnansweredChild
{
    /// <summary>Threads of the pool, from the beginning and for ever: how many of them there are is the runtime's affair.</summary>
    public const int PoolThreads = 4;

    private const int FirstAttempts = 3;
    private const int FurtherAttempts = 20;

    // Watches over the pool, and comes and goes with its work.
    private const string Watcher = ".NET TP Gate";

    public static async Task<int> RunAsync(string url)
    {
        await using var delivery = new Delivery(url, static o => o.ConnectTimeout = TimeSpan.FromMilliseconds(100));
        delivery.Enqueue(10);
        await delivery.WaitForAttemptsAsync(FirstAttempts);
        OccupyPool();
        string before = ReadThreads();
        await delivery.WaitForAttemptsAsync(FurtherAttempts);
        delivery.ShouldWait();
        string after = ReadThreads();
        Console.WriteLine(before); // Which is when the runtime begins to listen to signals, on a thread of its own.
        Console.WriteLine(after);
        return 0;
    }

    // Until every thread that the pool may have is there.
    private static void OccupyPool()
    {
        using var all = new Barrier(PoolThreads);
        Task[] work = [.. Enumerable.Range(0, PoolThreads - 1).Select(_ => Task.Run(() => all.SignalAndWait(Patience.Limit)))];
        all.SignalAndWait(Patience.Limit);
        Task.WaitAll(work);
    }

    private static string ReadThreads() => string.Join(
        '|',
        Directory.GetDirectories("/proc/self/task").Select(NameOf).Where(static name => name is not (null or Watcher))
            .Order(StringComparer.Ordinal));

    // Null of a thread that has ended since it was listed.
    private static string? NameOf(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "comm")).Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
