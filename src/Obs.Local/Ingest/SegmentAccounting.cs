using Obs.Local.Traces;

namespace Obs.Local.Ingest;

/// <summary>Counts a segment document that was written, however it came.</summary>
internal static class SegmentAccounting
{
    private const string Duplicate = "duplicate";

    public static void Committed(IngestAccounts accounts, SegmentRecord segment, bool changed)
    {
        accounts.Traces.Accept(1);
        if (!changed)
        {
            accounts.Traces.Drop(Duplicate, 1);
            return;
        }

        accounts.Traces.Store(1);
        if (!segment.IsSubsegment && !segment.InProgress)
        {
            accounts.SegmentStored(segment.Name, segment.IsRoot);
        }
    }
}
