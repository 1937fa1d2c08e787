using Microsoft.Data.Sqlite;
using Obs.Local.Traces;

namespace Obs.Local.Store;

/// <summary>Writes segments, the calls they make, what they are linked with and the summary of their traces.</summary>
internal sealed class SegmentTable(SqliteConnection connection, MinuteTable minutes, EnvironmentTable environments) : IDisposable
{
    private readonly SqlStatement _insert = new(connection, """
        INSERT INTO segments(received, trace_id, id, parent_id, subsegment, name, origin, start, end, in_progress, outcome, annotations, environment,
          document)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """);

    // A complete document replaces the one sent while the work was in progress, never the other way round.
    private readonly SqlStatement _replace = new(connection, """
        UPDATE segments SET parent_id = ?, subsegment = ?, name = ?, origin = ?, start = ?, end = ?, in_progress = ?, outcome = ?,
          annotations = ?, environment = ?, document = ?
        WHERE trace_id = ? AND id = ? AND in_progress = 1
        """);

    private readonly SqlStatement _forgetCalls = new(connection, "DELETE FROM calls WHERE trace_id = ? AND document_id = ?");

    private readonly SqlStatement _insertCall = new(connection, """
        INSERT INTO calls(received, trace_id, id, document_id, caller, name, kind, type, start, end, outcome, traced)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly SqlStatement _forgetLinks = new(connection, "DELETE FROM links WHERE trace_id = ? AND document_id = ?");

    private readonly SqlStatement _insertLink = new(connection, """
        INSERT INTO links(received, trace_id, document_id, start, outcome, linked_trace, linked_id) VALUES(?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly RowCount _rows = new(connection, "segments", hasGaps: false);
    private readonly TraceTable _traces = new(connection, minutes);

    public long Rows => _rows.Value;

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
            _forgetLinks.Bind(segment.TraceId).Bind(segment.Id).Execute();
        }
        else
        {
            return false;
        }

        foreach (CallRecord call in segment.Calls)
        {
            Insert(segment, call, received);
        }

        foreach (LinkRecord link in segment.Links)
        {
            Insert(segment, link, received);
        }

        _traces.Add(segment);
        environments.Note(segment.Environment, segment.Start * 1_000);
        return true;
    }

    /// <summary>Belongs into the transaction, at its end.</summary>
    public void Save(long received) => _traces.Save(received);

    public void Removed(long rows) => _rows.Add(-rows);

    public void Commit() => _rows.Commit();

    public void Rollback()
    {
        _rows.Rollback();
        _traces.Rollback();
    }

    public void Dispose()
    {
        _insert.Dispose();
        _replace.Dispose();
        _forgetCalls.Dispose();
        _insertCall.Dispose();
        _forgetLinks.Dispose();
        _insertLink.Dispose();
        _traces.Dispose();
    }

    private int Insert(SegmentRecord segment, ReadOnlySpan<byte> document, long received) => _insert
        .Bind(received).Bind(segment.TraceId).Bind(segment.Id).Bind(segment.ParentId).Bind(segment.IsSubsegment ? 1 : 0)
        .Bind(segment.Name).Bind(segment.Origin).Bind(segment.Start).Bind(segment.End).Bind(segment.InProgress ? 1 : 0)
        .Bind((long)segment.Outcome).Bind(segment.Annotations).Bind(segment.Environment).BindBlob(document).Execute();

    private int Replace(SegmentRecord segment, ReadOnlySpan<byte> document) => _replace
        .Bind(segment.ParentId).Bind(segment.IsSubsegment ? 1 : 0).Bind(segment.Name).Bind(segment.Origin).Bind(segment.Start)
        .Bind(segment.End).Bind(segment.InProgress ? 1 : 0).Bind((long)segment.Outcome).Bind(segment.Annotations)
        .Bind(segment.Environment).BindBlob(document)
        .Bind(segment.TraceId).Bind(segment.Id).Execute();

    private void Insert(SegmentRecord segment, CallRecord call, long received) => _insertCall
        .Bind(received).Bind(segment.TraceId).Bind(call.Id).Bind(segment.Id).Bind(segment.IsSubsegment ? null : segment.Name)
        .Bind(call.Target).Bind((long)call.Kind).Bind(call.Type).Bind(call.Start).Bind(call.End).Bind((long)call.Outcome)
        .Bind(call.Traced ? 1 : 0).Execute();

    private void Insert(SegmentRecord segment, LinkRecord link, long received) => _insertLink
        .Bind(received).Bind(segment.TraceId).Bind(segment.Id).Bind(segment.Start).Bind((long)segment.Outcome)
        .Bind(link.TraceId).Bind(link.Id).Execute();
}
