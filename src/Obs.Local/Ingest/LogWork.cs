using Obs.Local.Logs;
using Obs.Local.Store;

namespace Obs.Local.Ingest;

/// <summary>The events of one PutLogEvents request, in order of time.</summary>
internal sealed class LogWork(string group, string stream, IReadOnlyList<LogEntry> entries, IngestAccounts accounts) : AwaitedWork
{
    private const int EntryOverhead = 200;

    /// <summary>There is no such group or stream; nothing was written.</summary>
    public bool StreamMissing { get; private set; }

    /// <summary>Not even the group is there.</summary>
    public bool GroupMissing { get; private set; }

    public override long SizeBytes => entries.Sum(static entry => EntryOverhead + (entry.Message.Length * 2L));

    public override void Apply(StoreSession session)
    {
        long? row = session.Logs.FindStream(group, stream);
        StreamMissing = row is null;
        GroupMissing = StreamMissing && !session.Logs.HasGroup(group);
        if (row is { } found && entries.Count > 0)
        {
            session.Logs.Write(found, entries, session.Received);
        }
    }

    protected override void CountCommitted()
    {
        if (!StreamMissing)
        {
            accounts.Logs.Accept(entries.Count);
            accounts.Logs.Store(entries.Count);
        }
    }

    protected override void CountDropped(string reason)
    {
        accounts.Logs.Accept(entries.Count);
        accounts.Logs.Drop(reason, entries.Count);
    }
}
