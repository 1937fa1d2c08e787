using Xunit.Sdk;

namespace Obs.TestSupport;

/// <summary>Waits for what other threads or processes bring about: looks again and again until it is there, or time is up.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs a check until it passes. The last failure is thrown when it has not passed within the ceiling.</summary>
    public static async Task PassAsync(Func<Task> check, TimeSpan? ceiling = null)
    {
        ArgumentNullException.ThrowIfNull(check);
        await GetAsync(RunAsync, static failure => failure is null, static failure => failure!, ceiling);

        async Task<XunitException?> RunAsync()
        {
            try
            {
                await check();
                return null;
            }
            catch (XunitException failure)
            {
                return failure;
            }
        }
    }

    /// <summary>Reads until the value is the expected one, and returns it.</summary>
    /// <exception cref="XunitException">It was not within the ceiling.</exception>
    public static Task<T> GetAsync<T>(Func<Task<T>> read, Func<T, bool> isExpected, TimeSpan? ceiling = null) => GetAsync(
        read,
        isExpected,
        static last => new XunitException($"What was waited for did not come; the last that was seen is {last}."),
        ceiling);

    private static async Task<T> GetAsync<T>(Func<Task<T>> read, Func<T, bool> isExpected, Func<T, XunitException> fail, TimeSpan? ceiling)
    {
        ArgumentNullException.ThrowIfNull(read);
        TimeSpan limit = ceiling ?? Patience.Limit;
        long begun = TimeProvider.System.GetTimestamp();
        using var tick = new PeriodicTimer(Pause);
        while (true)
        {
            T value = await read();
            if (isExpected(value))
            {
                return value;
            }

            if (TimeProvider.System.GetElapsedTime(begun) >= limit)
            {
                throw fail(value);
            }

            await tick.WaitForNextTickAsync();
        }
    }
}
