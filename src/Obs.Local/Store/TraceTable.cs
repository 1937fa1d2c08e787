using Microsoft.Data.Sqlite;
using Obs.Local.Traces;

namespace Obs.Local.Store;

/// <summary>Writes the summary of traces, and what filters find them by: once for all that a batch brings of a trace.</summary>
internal sealed class TraceTable(SqliteConnection connection, MinuteTable minutes) : IDisposable
{
    // False for what introduces the trace better than what has done so till now, and for a newer version of that.
    private const string IsLater =
        "excluded.entry_id <> entry_id AND (entry_rank, entry_start) <= (excluded.entry_rank, excluded.entry_start)";

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

    private readonly SqlStatement _addTerm = new(connection, "INSERT OR IGNORE INTO terms(bucket, term, trace) VALUES(?, ?, ?)");
    private readonly NodeBits _nodes = new(connection);
    private readonly Dictionary<string, PendingTrace> _pending = new(StringComparer.Ordinal);
    private readonly List<(long Bucket, long Term, long Trace)> _terms = [];

    /// <summary>Takes a segment into the summary of its trace.</summary>
    public void Add(SegmentRecord segment)
    {
        long nodes = segment.Calls.Aggregate(
            _nodes.MaskOf(segment.Name) | (segment.Environment is { } place ? _nodes.MaskOf(place) : 0),
            (all, call) => all | _nodes.MaskOf(call.Target));
        if (_pending.TryGetValue(segment.TraceId, out PendingTrace? trace))
        {
            trace.Add(segment, nodes);
        }
        else
        {
            _pending.Add(segment.TraceId, new PendingTrace(segment, nodes));
        }
    }

    /// <summary>Belongs into the transaction, at its end.</summary>
    public void Save(long received)
    {
        foreach (PendingTrace trace in _pending.Values)
        {
            (long row, double start, double end) = Write(trace, received);
            foreach (double begin in trace.Starts)
            {
                minutes.Note(begin, start, end);
            }

            foreach (long term in trace.Terms)
            {
                _terms.Add((row >> TraceTerms.BucketBits, term, row));
            }
        }

        // In their order, so that what stands together is written together.
        _terms.Sort();
        foreach ((long bucket, long term, long trace) in _terms)
        {
            _addTerm.Bind(bucket).Bind(term).Bind(trace).Execute();
        }

        _terms.Clear();
        _pending.Clear();
    }

    public void Rollback()
    {
        _terms.Clear();
        _pending.Clear();
        _nodes.Rollback();
    }

    public void Dispose()
    {
        _write.Dispose();
        _addTerm.Dispose();
        _nodes.Dispose();
    }

    private (long Row, double Start, double End) Write(PendingTrace trace, long received)
    {
        SegmentRecord entry = trace.Entry;
        return _write.Bind(received).Bind(entry.TraceId).Bind(trace.Start).Bind(trace.End).Bind(trace.Flags).Bind(trace.Nodes)
            .Bind(PendingTrace.Rank(entry)).Bind(entry.Id).Bind(entry.Start).Bind(entry.Name).Bind(entry.Method).Bind(entry.Url)
            .Bind(entry.Route).Bind((double?)entry.Status).Bind((long)entry.Outcome).Bind(entry.End - entry.Start).Row();
    }
}
