using Obs.TestSupport;

namespace Obs.Delivery.Tests.Support;

/// <summary>Waits for another thread.</summary>
internal static class Wait
{
    /// <summary>Moves the clock in small steps until the condition holds.</summary>
    /// <remarks>It stands still while nobody waits for it: one that ran on while a thread waits for a processor would be hours ahead of it,
    /// and past every deadline.</remarks>
    public static void Advancing(ManualTimeProvider time, TimeSpan step, Func<bool> condition)
    {
        Until(() =>
        {
            if (condition())
            {
                return true;
            }

            if (time.ArmedTimers > 0)
            {
                time.Advance(step);
            }

            return false;
        });
    }

    /// <summary>Moves the clock by one step and waits until the queue's thread has done what fell due, and rests again.</summary>
    /// <remarks>A clock that runs on while the thread waits for a processor would make every pause look longer than it is.</remarks>
    public static void Step(ManualTimeProvider time, TimeSpan step, DeliveryQueue queue)
    {
        time.Advance(step);
        Until(() => time.ArmedTimers > 0 || queue.GetAccount().Buffered == 0);
    }

    public static void Until(Func<bool> condition) =>
        SpinWait.SpinUntil(condition, Patience.Limit).Should().BeTrue("the other thread should get there");

    public static Task ForAsync(Task task) => task.WaitAsync(Patience.Limit);
}
