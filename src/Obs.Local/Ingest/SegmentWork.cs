using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Ingest;

/// <summary>The documents of one PutTraceSegments request.</summary>
internal sealed class SegmentWork(IReadOnlyList<(SegmentRecord Segment, byte[] Document)> segments, IngestAccounts accounts) : AwaitedWork
{
    private readonly bool[] _changed = new bool[segments.Count];

    public override long SizeBytes => segments.Sum(static item => (long)item.Document.Length);

    public override void Apply(StoreSession session)
    {
        for (int index = 0; index < segments.Count; index++)
        {
            (SegmentRecord segment, byte[] document) = segments[index];
            _changed[index] = session.Segments.Write(segment, document, session.Received);
        }
    }

    protected override void CountCommitted()
    {
        for (int index = 0; index < segments.Count; index++)
        {
            SegmentAccounting.Committed(accounts, segments[index].Segment, _changed[index]);
        }
    }

    protected override void CountDropped(string reason)
    {
        accounts.Traces.Accept(segments.Count);
        accounts.Traces.Drop(reason, segments.Count);
    }
}
