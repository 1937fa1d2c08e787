using Obs.TestSupport;

namespace Obs.Delivery.Tests.Support;

/// <summary>Waits for another thread, with a ceiling of ten seconds.</summary>
internal static class Wait
{
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(10);

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
        SpinWait.SpinUntil(condition, Ceiling).Should().BeTrue("the other thread should get there within ten seconds");

    public static Task ForAsync(Task task) => task.WaitAsync(Ceiling);
}
