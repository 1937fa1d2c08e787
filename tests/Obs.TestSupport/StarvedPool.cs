using FluentAssertions;

namespace Obs.TestSupport;

/// <summary>Keeps the thread pool so busy that nothing new runs on it, until it is disposed of.</summary>
public sealed class StarvedPool : IDisposable
{
    private readonly ManualResetEventSlim _gate = new();
    private readonly CountdownEvent _free = new(256);

    public StarvedPool()
    {
        for (int i = 0; i < _free.InitialCount; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    _gate.Wait(Patience.Limit);
                    _free.Signal();
                },
                null);
        }
    }

    /// <summary>Whether work waits for a thread even now.</summary>
    public static bool IsStarved => ThreadPool.PendingWorkItemCount > 0;

    public void Dispose()
    {
        _gate.Set();
        _free.Wait(Patience.Limit).Should().BeTrue("the pool should recover");
        _gate.Dispose();
        _free.Dispose();
    }
}
