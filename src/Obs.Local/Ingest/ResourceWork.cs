using Obs.Local.Store;

namespace Obs.Local.Ingest;

/// <summary>A change of resources that its caller waits for.</summary>
internal sealed class ResourceWork(Func<StoreSession, bool> change) : AwaitedWork
{
    /// <summary>What the change said of itself.</summary>
    public bool Changed { get; private set; }

    public override long SizeBytes => 0;

    public override void Apply(StoreSession session) => Changed = change(session);

    protected override void CountCommitted()
    {
    }

    protected override void CountDropped(string reason)
    {
    }
}
