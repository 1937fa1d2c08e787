namespace Obs.TestSupport;

/// <summary>Moves a clock to where a service closes the window it has open.</summary>
public static class WindowClock
{
    /// <summary>Waits until the service waits for the end of its window, and moves there: a step that nobody waits for would make the next
    /// window two steps long.</summary>
    public static async Task AdvanceToEndAsync(ManualTimeProvider time, TimeSpan interval)
    {
        ArgumentNullException.ThrowIfNull(time);
        TimeSpan rest = interval - TimeSpan.FromTicks(time.GetUtcNow().Ticks % interval.Ticks);
        await Eventually.GetAsync(() => Task.FromResult(time.IsArmed(rest)), static isArmed => isArmed);
        time.Advance(rest);
    }
}
