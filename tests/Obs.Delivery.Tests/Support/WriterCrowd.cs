using Obs.TestSupport;

namespace Obs.Delivery.Tests.Support;

/// <summary>Threads that do the same thing at once, again and again.</summary>
internal sealed class WriterCrowd : IDisposable
{
    private readonly Barrier _begin;
    private readonly Barrier _end;
    private readonly Thread[] _threads;
    private Action? _work;

    public WriterCrowd(int count)
    {
        _begin = new Barrier(count + 1);
        _end = new Barrier(count + 1);
        _threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Run) { IsBackground = true })];
        Array.ForEach(_threads, static thread => thread.Start());
    }

    /// <summary>Sets all of them off, and returns while they are at it.</summary>
    public void Begin(Action work)
    {
        _work = work;
        _begin.SignalAndWait(Patience.Limit).Should().BeTrue("all writers should be there");
    }

    public void AwaitEnd() => _end.SignalAndWait(Patience.Limit).Should().BeTrue("no writer may be held up");

    public void Dispose()
    {
        _work = null;
        _begin.SignalAndWait(Patience.Limit);
        Array.ForEach(_threads, static thread => thread.Join(Patience.Limit));
        _begin.Dispose();
        _end.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _begin.SignalAndWait();
            if (_work is not { } work)
            {
                return;
            }

            work();
            _end.SignalAndWait();
        }
    }
}
