using Microsoft.Data.Sqlite;
using Obs.Local.Traces;

namespace Obs.Local.Store;

/// <summary>Writes segments, the calls they make and the summary of their traces.</summary>
internal sealed class SegmentTable(SqliteConnection connection) : IDisposable
{
    private const double Neighbourhood = 2; // Seconds within which a callee's segment begins after the call.

    private readonly SqlStatement _insert = new(connection, """
        INSERT INTO segments(received, trace_id, id, parent_id, subsegment, name, origin, start, end, in_progress, outcome, annotations, document)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """);

    // A complete document replaces the one sent while the work was in progress, never the other way round.
    private readonly SqlStatement _replace = new(connection, """
        UPDATE segments SET parent_id = ?, subsegment = ?, name = ?, origin = ?, start = ?, end = ?, in_progress = ?, outcome = ?,
          annotations = ?, document = ?
        WHERE trace_id = ? AND id = ? AND in_progress = 1
        """);

    private readonly SqlStatement _forgetCalls = new(connection, "DELETE FROM calls WHERE trace_id = ? AND document_id = ?");

    private readonly SqlStatement _insertCall = new(connection, """
        INSERT INTO calls(received, trace_id, id, document_id, caller, name, kind, type, start, end, outcome, traced)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly SqlStatement _widenTrace = new(connection, """
        INSERT INTO traces(received, trace_id, start, end, entry_rank, entry_id, entry_start, service, method, url, route, status, outcome)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(trace_id) DO UPDATE SET start = min(start, excluded.start), end = max(end, excluded.end)
        """);

    private readonly SqlStatement _enterTrace = new(connection, """
        UPDATE traces SET entry_rank = ?, entry_id = ?, entry_start = ?, service = ?, method = ?, url = ?, route = ?, status = ?, outcome = ?
        WHERE trace_id = ? AND (entry_id = ? OR (entry_rank, entry_start) > (?, ?))
        """);

    private readonly RowCount _rows = new(connection, "segments");
    private readonly HashSet<long> _changed = [];

    public long Rows => _rows.Value;

    /// <summary>Which minutes change.</summary>
    public MinuteLedger Minutes { get; } = MinuteLedger.Of(connection);

    /// <summary>Writes the document; false when it is already there and nothing was changed.</summary>
    public bool Write(SegmentRecord segment, ReadOnlySpan<byte> document, long received)
    {
        if (Insert(segment, document, received) == 1)
        {
            _rows.Add(1);
        }
        else if (Replace(segment, document) == 1)
        {
            _forgetCalls.Bind(segment.TraceId).Bind(segment.Id).Execute();
        }
        else
        {
            return false;
        }

        foreach (CallRecord call in segment.Calls)
        {
            Insert(segment, call, received);
        }

        Summarize(segment, received);
        NoteChanges(segment);
        return true;
    }

    public void Removed(long rows)
    {
        _rows.Add(-rows);
        if (rows > 0)
        {
            Minutes.AllChanged();
        }
    }

    public void Commit()
    {
        _rows.Commit();
        Minutes.Changed(_changed);
        _changed.Clear();
    }

    public void Rollback()
    {
        _rows.Rollback();
        _changed.Clear();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _replace.Dispose();
        _forgetCalls.Dispose();
        _insertCall.Dispose();
        _widenTrace.Dispose();
        _enterTrace.Dispose();
    }

    /// <summary>What a segment answers, and what answers its calls, may lie in the minute before or after its own.</summary>
    private void NoteChanges(SegmentRecord segment)
    {
        _changed.Add(MinuteLedger.MinuteOf(segment.Start));
        _changed.Add(MinuteLedger.MinuteOf(segment.Start - Neighbourhood));
        foreach (CallRecord call in segment.Calls)
        {
            _changed.Add(MinuteLedger.MinuteOf(call.Start));
            _changed.Add(MinuteLedger.MinuteOf(call.Start + Neighbourhood));
        }
    }

    private int Insert(SegmentRecord segment, ReadOnlySpan<byte> document, long received) => _insert
        .Bind(received).Bind(segment.TraceId).Bind(segment.Id).Bind(segment.ParentId).Bind(segment.IsSubsegment ? 1 : 0)
        .Bind(segment.Name).Bind(segment.Origin).Bind(segment.Start).Bind(segment.End).Bind(segment.InProgress ? 1 : 0)
        .Bind((long)segment.Outcome).Bind(segment.Annotations).BindBlob(document).Execute();

    private int Replace(SegmentRecord segment, ReadOnlySpan<byte> document) => _replace
        .Bind(segment.ParentId).Bind(segment.IsSubsegment ? 1 : 0).Bind(segment.Name).Bind(segment.Origin).Bind(segment.Start)
        .Bind(segment.End).Bind(segment.InProgress ? 1 : 0).Bind((long)segment.Outcome).Bind(segment.Annotations).BindBlob(document)
        .Bind(segment.TraceId).Bind(segment.Id).Execute();

    private void Insert(SegmentRecord segment, CallRecord call, long received) => _insertCall
        .Bind(received).Bind(segment.TraceId).Bind(call.Id).Bind(segment.Id).Bind(segment.IsSubsegment ? null : segment.Name)
        .Bind(call.Target).Bind((long)call.Kind).Bind(call.Type).Bind(call.Start).Bind(call.End).Bind((long)call.Outcome)
        .Bind(call.Traced ? 1 : 0).Execute();

    /// <summary>A trace is introduced by its root; until that comes, by its earliest segment, and before that by any part of it.</summary>
    private void Summarize(SegmentRecord segment, long received)
    {
        long rank = segment.IsRoot ? 0 : segment.IsSubsegment ? 2 : 1;
        _widenTrace.Bind(received).Bind(segment.TraceId).Bind(segment.Start).Bind(segment.End ?? segment.Start).Bind(rank).Bind(segment.Id)
            .Bind(segment.Start).Bind(segment.Name).Bind(segment.Method).Bind(segment.Url).Bind(segment.Route)
            .Bind((double?)segment.Status).Bind((long)segment.Outcome).Execute();
        _enterTrace.Bind(rank).Bind(segment.Id).Bind(segment.Start).Bind(segment.Name).Bind(segment.Method).Bind(segment.Url)
            .Bind(segment.Route).Bind((double?)segment.Status).Bind((long)segment.Outcome).Bind(segment.TraceId).Bind(segment.Id).Bind(rank)
            .Bind(segment.Start).Execute();
    }
}
