using System.Globalization;

namespace Obs.Delivery.Stopping;

/// <summary>How long the threads of this process ran, and how long they waited for a processor, as Linux counts both. Zero
/// elsewhere.</summary>
internal readonly record struct ProcessorTime(long RunNanoseconds, long WaitNanoseconds)
{
    private const string Threads = "/proc/self/task";

    /// <summary>As it stands. Never throws.</summary>
    public static ProcessorTime Read() => Read(Threads);

    /// <summary>How many times longer than on a machine of its own the process has needed since then: 1 where nothing is known.</summary>
    /// <param name="before">What was read then.</param>
    /// <param name="elapsed">How long ago that was. Time in which no thread had anything to do makes no process slow, and time in which
    /// several waited passed only once.</param>
    public double SlownessSince(ProcessorTime before, TimeSpan elapsed)
    {
        double ran = RunNanoseconds - before.RunNanoseconds;
        double waited = Math.Min(WaitNanoseconds - before.WaitNanoseconds, elapsed.TotalNanoseconds - ran);
        return ran > 0 && waited > 0 ? 1 + (waited / ran) : 1;
    }

    /// <summary>From a folder with one for each thread.</summary>
    internal static ProcessorTime Read(string threads)
    {
        long ran = 0;
        long waited = 0;
        try
        {
            foreach (string thread in Directory.EnumerateDirectories(threads))
            {
                (long run, long wait) = ReadThread(Path.Combine(thread, "schedstat"));
                ran += run;
                waited += wait;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not Linux, or a kernel that does not count.
        }

        return new ProcessorTime(ran, waited);
    }

    private static (long Ran, long Waited) ReadThread(string path)
    {
        try
        {
            string[] numbers = File.ReadAllText(path).Split(' ');
            return numbers.Length >= 2
                && long.TryParse(numbers[0], CultureInfo.InvariantCulture, out long ran)
                && long.TryParse(numbers[1], CultureInfo.InvariantCulture, out long waited)
                ? (ran, waited)
                : default;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The thread has ended meanwhile.
            return default;
        }
    }
}
