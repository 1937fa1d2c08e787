using Obs.TestSupport;

namespace Obs.Aws.Tests.Chaos;

/// <summary>A thread of the application that does one thing, and lives on until the test is over so that its id stays its own.</summary>
internal sealed class ApplicationThread : IDisposable
{
    private readonly ManualResetEventSlim _done = new();
    private readonly ManualResetEventSlim _over = new();
    private readonly Thread _thread;

    public ApplicationThread(Action work)
    {
        _thread = new Thread(() =>
        {
            work();
            _done.Set();
            _over.Wait(Patience.Limit * 2);
        });
        _thread.Start();
        _done.Wait(Patience.Limit).Should().BeTrue("handing over waits for nothing");
    }

    public int Id => _thread.ManagedThreadId;

    public void Dispose()
    {
        _over.Set();
        _thread.Join();
        _done.Dispose();
        _over.Dispose();
    }
}
