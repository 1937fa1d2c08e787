using Obs.TestSupport;

namespace Obs.Delivery.Tests.Support;

/// <summary>Waits for another thread, with a ceiling that a disk shared with other test runs stays under.</summary>
internal static class Wait
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(30);

    /// <summary>Moves the clock in small steps until the condition holds.</summary>
    public static void Advancing(ManualTimeProvider time, TimeSpan step, Func<bool> condition)
    {
        Until(() =>
        {
            if (condition())
            {
                return true;
            }

            time.Advance(step);
            return false;
        });
    }

    public static void Until(Func<bool> condition) =>
        SpinWait.SpinUntil(condition, Ceiling).Should().BeTrue("the other thread should get there within half a minute");

    public static Task ForAsync(Task task) => task.WaitAsync(Ceiling);
}
