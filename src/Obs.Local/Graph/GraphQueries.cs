using System.Globalization;
using Microsoft.Data.Sqlite;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Graph;

/// <summary>Reads what a service graph is drawn from.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class GraphQueries
{
    private const int MaxRows = 200_000; // The newest; forty thousand a second in the slices that minutes are drawn from.
    private const int MaxThrough = 1_000; // Traces of one service, the newest; a view that took longer would show no more to a person.
    private const string Call = "c.trace_id, c.id, c.document_id, c.caller, c.name, c.kind, c.type, c.start, c.end, c.outcome, c.traced";
    private const int CallColumn = 9; // Where the call begins in a row of segments.
    private const int SendingColumn = 7; // And in one of links.

    private static readonly HashSet<string> NoneAnswering = [];

    private readonly Database _database;
    private readonly GraphMinutes _minutes;

    /// <param name="database">The store.</param>
    /// <param name="ledger">Says which minutes there are and when they change.</param>
    /// <param name="time">The clock.</param>
    public GraphQueries(Database database, MinuteLedger ledger, TimeProvider time)
    {
        _database = database;
        _minutes = new GraphMinutes(ledger, new GraphSource(Build, Kept), time);
    }

    /// <summary>Draws a minute; see <see cref="GraphMinutes.Draw"/>.</summary>
    public (ServiceGraph Graph, long Version)? Draw(long minute) => _minutes.Draw(minute);

    /// <summary>The graph of a time, or of the traces in it that one service or environment took part in.</summary>
    /// <param name="from">Seconds since 1970.</param>
    /// <param name="to">Seconds since 1970, not included.</param>
    /// <param name="service">The service, or null for all.</param>
    /// <param name="environment">Where it ran, or null for everywhere.</param>
    public ServiceGraph Read(double from, double to, string? service, string? environment = null) =>
        service is null && environment is null ? _minutes.Read(from, to)
        : Build(
            Chosen(Through(service, environment, from, to))
                + ((sql, table) => sql.Where($"+{table}.start >= {{0}} AND +{table}.start < {{1}}", from, to)), // By trace, not by time.
            NoneAnswering);

    /// <summary>The graph of these traces.</summary>
    public ServiceGraph Read(IReadOnlyCollection<string> traceIds) => Build(Chosen(traceIds), NoneAnswering);

    // One parameter: a statement has no room for one of each of thousands of traces.
    private static Action<SqlQuery, string> Chosen(IReadOnlyCollection<string> traceIds)
    {
        string ids = $"[{string.Join(',', traceIds.Select(static id => $"\"{id}\""))}]";
        return (sql, table) => sql.Where($"{table}.trace_id IN (SELECT value FROM json_each({{0}}))", ids);
    }

    /// <summary>The newest traces of a time that went through a service and an environment.</summary>
    private List<string> Through(string? service, string? environment, double from, double to) => _database.Read(connection =>
    {
        var sql = new SqlQuery("SELECT t.trace_id FROM traces t");
        sql.Where("t.start < {0} AND t.end >= {1}", to, from);
        foreach (string name in new[] { service, environment }.OfType<string>())
        {
            sql.Where(TraceNodes.MayInclude(sql.Bind(name)));
        }

        sql.Where("EXISTS (SELECT 1 FROM segments s WHERE s.trace_id = t.trace_id AND s.name = {0})", service);
        sql.Where("EXISTS (SELECT 1 FROM segments s WHERE s.trace_id = t.trace_id AND s.environment = {0})", environment);
        return sql.Read(
            connection,
            string.Create(CultureInfo.InvariantCulture, $"ORDER BY t.start DESC, t.row DESC LIMIT {MaxThrough}"),
            static row => row.GetString(0));
    });

    private static void Within(SqlQuery sql, string table, double from, double to) =>
        sql.Where($"{table}.start >= {{0}} AND {table}.start < {{1}}", from, to);

    private ServiceGraph Build(double from, double to, IReadOnlySet<string>? answering) =>
        Build((sql, table) => Within(sql, table, from, to), answering);

    /// <summary>What the store keeps of a minute; null where it has to be drawn.</summary>
    private ServiceGraph? Kept(long minute) => _database.Read(connection =>
    {
        var sql = new SqlQuery("SELECT graph FROM minutes");
        sql.Where("minute = {0} AND graph IS NOT NULL", minute);
        return sql.Read(connection, "", static row => GraphBytes.Read(row.GetFieldValue<byte[]>(0))).FirstOrDefault();
    });

    /// <summary>A segment counts where it begins, with the call it answers wherever that began; a call without an answer where it
    /// begins.</summary>
    private ServiceGraph Build(Action<SqlQuery, string> restrict, IReadOnlySet<string>? answering) => _database.Read(connection =>
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
        var links = new SqlQuery($"""
            SELECT l.trace_id, l.document_id, l.start, l.outcome, l.linked_trace, l.linked_id,
              EXISTS (SELECT 1 FROM segments a WHERE a.trace_id = c.trace_id AND a.parent_id = c.id AND a.subsegment = 0), {Call}
            FROM links l LEFT JOIN calls c ON c.trace_id = l.linked_trace AND c.id = l.linked_id
            """);
        restrict(links, "l");
        var owners = new WorkOwners(connection);
        return new GraphBuilder(owners.Find, answering).Build(
            segments.Read(connection, Newest("s"), Segment),
            calls.Read(connection, Newest("c"), static row => ReadCall(row, 0)),
            links.Read(connection, Newest("l"), Link));
    });

    private static string Newest(string table) =>
        string.Create(CultureInfo.InvariantCulture, $"ORDER BY {table}.start DESC, {table}.row DESC LIMIT {MaxRows}");

    private static SegmentRow Segment(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), SqlQuery.Text(row, 2), row.GetString(3), SqlQuery.Text(row, 4), row.GetDouble(5),
        SqlQuery.Number(row, 6), row.GetInt64(7) == 1, (Outcome)row.GetInt32(8),
        row.IsDBNull(CallColumn) ? null : ReadCall(row, CallColumn));

    private static LinkRow Link(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetDouble(2), (Outcome)row.GetInt32(3), row.GetString(4), row.GetString(5),
        row.IsDBNull(SendingColumn) ? null : ReadCall(row, SendingColumn), row.GetInt64(6) == 1);

    private static CallRow ReadCall(SqliteDataReader row, int at) => new(
        row.GetString(at), row.GetString(at + 1), row.GetString(at + 2), SqlQuery.Text(row, at + 3), row.GetString(at + 4),
        (CallKind)row.GetInt32(at + 5),
        SqlQuery.Text(row, at + 6), row.GetDouble(at + 7), SqlQuery.Number(row, at + 8), (Outcome)row.GetInt32(at + 9),
        row.GetInt64(at + 10) == 1);
}
