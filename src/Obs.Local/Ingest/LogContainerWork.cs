using Obs.Local.Store;

namespace Obs.Local.Ingest;

/// <summary>Creates a log group, or a stream in one.</summary>
internal sealed class LogContainerWork(string group, string? stream) : AwaitedWork
{
    /// <summary>False when it was there, or its group was not.</summary>
    public bool Created { get; private set; }

    public bool GroupMissing { get; private set; }

    public override long SizeBytes => 0;

    public override void Apply(StoreSession session)
    {
        GroupMissing = stream is not null && !session.Logs.HasGroup(group);
        Created = stream is null ? session.Logs.AddGroup(group, session.Received) : session.Logs.AddStream(group, stream, session.Received);
    }

    protected override void CountCommitted()
    {
    }

    protected override void CountDropped(string reason)
    {
    }
}
