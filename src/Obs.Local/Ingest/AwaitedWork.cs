using Obs.Local.Store;

namespace Obs.Local.Ingest;

/// <summary>Work whose sender waits for the commit before it hears "accepted".</summary>
internal abstract class AwaitedWork : StoreWork
{
    private readonly TaskCompletionSource<string?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null once committed, else why it was dropped.</summary>
    public Task<string?> Done => _done.Task;

    public override void Committed()
    {
        CountCommitted();
        _done.TrySetResult(null);
    }

    public override void Dropped(string reason)
    {
        CountDropped(reason);
        _done.TrySetResult(reason);
    }

    protected abstract void CountCommitted();

    protected abstract void CountDropped(string reason);
}
