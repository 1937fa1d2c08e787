using System.Globalization;
using Microsoft.Data.Sqlite;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Graph;

/// <summary>Reads what a service graph is drawn from.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class GraphQueries
{
    private const int MaxRows = 200_000; // The newest; a view that took longer would show no more to a person.
    private const string Call = "c.trace_id, c.id, c.document_id, c.caller, c.name, c.kind, c.type, c.start, c.end, c.outcome, c.traced";
    private const int CallColumn = 9; // Where the call begins in a row of segments.

    private readonly Database _database;
    private readonly GraphMinutes _minutes;

    public GraphQueries(Database database, MinuteLedger ledger, TimeProvider time)
    {
        _database = database;
        _minutes = new GraphMinutes(ledger, Build, time);
    }

    /// <summary>The graph of a time, or of the traces in it that one service took part in.</summary>
    /// <param name="from">Seconds since 1970.</param>
    /// <param name="to">Seconds since 1970, not included.</param>
    /// <param name="service">The service, or null for all.</param>
    public ServiceGraph Read(double from, double to, string? service) => service is null ? _minutes.Read(from, to)
        : Build(
            (sql, table) =>
            {
                Within(sql, table, from, to);
                sql.Where($"{table}.trace_id IN (SELECT trace_id FROM segments WHERE name = {{0}})", service);
            },
            isSettled: false);

    /// <summary>The graph of these traces.</summary>
    public ServiceGraph Read(IReadOnlyCollection<string> traceIds) => Build(
        // One parameter: a statement has no room for one of each of thousands of traces.
        (sql, table) => sql.Where(
            $"{table}.trace_id IN (SELECT value FROM json_each({{0}}))",
            $"[{string.Join(',', traceIds.Select(static id => $"\"{id}\""))}]"),
        isSettled: false);

    private static void Within(SqlQuery sql, string table, double from, double to) =>
        sql.Where($"{table}.start >= {{0}} AND {table}.start < {{1}}", from, to);

    private ServiceGraph Build(double from, double to, bool isSettled) => Build((sql, table) => Within(sql, table, from, to), isSettled);

    /// <summary>A segment counts where it begins, with the call it answers wherever that began; a call without an answer where it
    /// begins.</summary>
    private ServiceGraph Build(Action<SqlQuery, string> restrict, bool isSettled) => _database.Read(connection =>
    {
        var segments = new SqlQuery($"""
            SELECT s.trace_id, s.id, s.parent_id, s.name, s.origin, s.start, s.end, s.in_progress, s.outcome, {Call}
            FROM segments s LEFT JOIN calls c ON c.trace_id = s.trace_id AND c.id = s.parent_id
            """);
        segments.Where("s.subsegment = 0");
        restrict(segments, "s");
        var calls = new SqlQuery($"SELECT {Call} FROM calls c");
        calls.Where("c.traced = 0 AND NOT EXISTS (SELECT 1 FROM segments a WHERE a.trace_id = c.trace_id AND a.parent_id = c.id AND a.subsegment = 0)");
        restrict(calls, "c");
        var owners = new CallOwners(connection);
        return new GraphBuilder(owners.Find, isSettled).Build(
            segments.Read(connection, Newest("s"), Segment), calls.Read(connection, Newest("c"), static row => ReadCall(row, 0)));
    });

    private static string Newest(string table) =>
        string.Create(CultureInfo.InvariantCulture, $"ORDER BY {table}.start DESC, {table}.row DESC LIMIT {MaxRows}");

    private static SegmentRow Segment(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), SqlQuery.Text(row, 2), row.GetString(3), SqlQuery.Text(row, 4), row.GetDouble(5),
        SqlQuery.Number(row, 6), row.GetInt64(7) == 1, (Outcome)row.GetInt32(8),
        row.IsDBNull(CallColumn) ? null : ReadCall(row, CallColumn));

    private static CallRow ReadCall(SqliteDataReader row, int at) => new(
        row.GetString(at), row.GetString(at + 1), row.GetString(at + 2), SqlQuery.Text(row, at + 3), row.GetString(at + 4),
        (CallKind)row.GetInt32(at + 5),
        SqlQuery.Text(row, at + 6), row.GetDouble(at + 7), SqlQuery.Number(row, at + 8), (Outcome)row.GetInt32(at + 9),
        row.GetInt64(at + 10) == 1);
}
