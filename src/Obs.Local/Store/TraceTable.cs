using Microsoft.Data.Sqlite;
using Obs.Local.Traces;

namespace Obs.Local.Store;

/// <summary>Writes the summary of traces, and what filters find them by.</summary>
internal sealed class TraceTable(SqliteConnection connection) : IDisposable
{
    // False for what introduces the trace better than what has done so till now, and for a newer version of that.
    private const string IsLater = "excluded.entry_id <> entry_id AND (entry_rank, entry_start) <= (excluded.entry_rank, excluded.entry_start)";

    private static readonly string[] EntryColumns =
        ["entry_rank", "entry_id", "entry_start", "service", "method", "url", "route", "status", "outcome", "response"];

    private readonly SqlStatement _write = new(connection, $"""
        INSERT INTO traces(received, trace_id, start, end, flags, nodes, {string.Join(", ", EntryColumns)})
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT(trace_id) DO UPDATE SET start = min(start, excluded.start), end = max(end, excluded.end),
          flags = flags | excluded.flags, nodes = nodes | excluded.nodes,
          {string.Join(", ", EntryColumns.Select(static column => $"{column} = CASE WHEN {IsLater} THEN {column} ELSE excluded.{column} END"))}
        RETURNING row, start, end
        """);

    private readonly SqlStatement _addTerm = new(connection, "INSERT OR IGNORE INTO terms(term, trace) VALUES(?, ?)");
    private readonly NodeBits _nodes = new(connection);

    /// <summary>Takes a segment into the summary of its trace, and says from when to when that goes, in seconds.</summary>
    /// <remarks>A trace is introduced by its root; until that comes, by its earliest segment, and before that by any part of it.</remarks>
    public (double Start, double End) Write(SegmentRecord segment, long received)
    {
        long rank = segment.IsRoot ? 0 : segment.IsSubsegment ? 2 : 1;
        int flags = segment.Calls.Aggregate(
            (int)segment.Outcome | (segment.InProgress ? SegmentRecord.PartialFlag : 0), static (all, call) => all | (int)call.Outcome);
        long nodes = segment.Calls.Aggregate(
            _nodes.MaskOf(segment.Name) | (segment.Environment is { } place ? _nodes.MaskOf(place) : 0),
            (all, call) => all | _nodes.MaskOf(call.Target));
        (long row, double start, double end) = _write.Bind(received).Bind(segment.TraceId).Bind(segment.Start)
            .Bind(segment.End ?? segment.Start).Bind(flags).Bind(nodes).Bind(rank).Bind(segment.Id).Bind(segment.Start).Bind(segment.Name)
            .Bind(segment.Method).Bind(segment.Url).Bind(segment.Route).Bind((double?)segment.Status).Bind((long)segment.Outcome)
            .Bind(segment.End - segment.Start).Row();
        foreach (long term in segment.Terms)
        {
            _addTerm.Bind(term).Bind(row).Execute();
        }

        return (start, end);
    }

    public void Rollback() => _nodes.Rollback();

    public void Dispose()
    {
        _write.Dispose();
        _addTerm.Dispose();
        _nodes.Dispose();
    }
}
