using System.Globalization;
using Microsoft.Data.Sqlite;
using Obs.Local.Store;

namespace Obs.Local.Logs;

/// <summary>Reads log groups, streams and events.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class LogQueries(Database database)
{
    private const string Columns =
        "SELECT e.row, e.received, g.name, s.name, e.time, e.message, e.level, e.service, e.logger, e.text, e.trace_id, e.span_id FROM ";

    private const string Places = " JOIN log_streams s ON s.row = e.stream JOIN log_groups g ON g.row = s.log_group";

    public bool HasGroup(string group) => Groups(null, null, [group], "", 1) is [{ } found] && found.Name == group;

    public bool HasStream(string group, string stream) => Streams(group, stream, 1) is [{ } found] && found.Name == stream;

    /// <summary>Groups by name, after a name.</summary>
    public List<LogGroupRow> Groups(
        string? prefix, string? part, IReadOnlyCollection<string> named, string after, int limit) => database.Read(connection =>
    {
        var sql = new SqlQuery("SELECT name, created FROM log_groups g");
        sql.Where("name > {0}", after);
        sql.WhereAny("name", named);
        sql.Where("substr(name, 1, length({0})) = {0}", prefix);
        sql.Where("instr(lower(name), lower({0})) > 0", part);
        return sql.Read(connection, $"ORDER BY name LIMIT {limit}", static row => new LogGroupRow(row.GetString(0), row.GetInt64(1)));
    });

    /// <summary>Streams of a group by name.</summary>
    public List<LogStreamRow> Streams(string group, string? prefix, int limit) => database.Read(connection =>
    {
        var sql = new SqlQuery("""
            SELECT s.name, s.created, s.first, s.last, s.ingested FROM log_streams s JOIN log_groups g ON g.row = s.log_group
            """);
        sql.Where("g.name = {0}", group);
        sql.Where("substr(s.name, 1, length({0})) = {0}", prefix);
        return sql.Read(connection, $"ORDER BY s.name LIMIT {limit}", static row => new LogStreamRow(
            row.GetString(0), row.GetInt64(1), SqlQuery.Whole(row, 2), SqlQuery.Whole(row, 3), SqlQuery.Whole(row, 4)));
    });

    public List<LogEventRow> Events(LogQuery query) => database.Read(connection =>
    {
        var sql = new SqlQuery(Columns + "log_events e" + Places);
        RestrictIndex(sql, query);
        RestrictRows(sql, query);
        string order = query.NewestFirst ? "DESC" : "ASC";
        return sql.Read(connection, $"ORDER BY e.time {order}, e.row {order} LIMIT {query.Limit}", Event);
    });

    /// <summary>Those among the newest that its index leaves, of which only so many are looked at; and whether there are more of
    /// these.</summary>
    public (List<LogEventRow> Events, bool IsCut) Newest(LogQuery query, int mostLookedAt) => database.Read(connection =>
    {
        var sql = new SqlQuery("");
        string candidates = Candidates(sql, query, mostLookedAt);
        // In this order and no other, which is that of the candidates.
        sql.Select = $"""
            {Columns}{candidates} candidates CROSS JOIN log_events e ON e.row = candidates.row
            CROSS JOIN log_streams s ON s.row = e.stream CROSS JOIN log_groups g ON g.row = s.log_group
            """;
        RestrictRows(sql, query);
        List<LogEventRow> found = sql.Read(connection, $"LIMIT {query.Limit}", Event);
        // Where nothing is asked of rows, all that were looked at were found.
        return (found, query.Contains is not null && found.Count < query.Limit && HasMore(connection, query, mostLookedAt));
    });

    private static bool HasMore(SqliteConnection connection, LogQuery query, int than)
    {
        var sql = new SqlQuery("");
        sql.Select = $"SELECT count(*) FROM {Candidates(sql, query, than + 1)}";
        return sql.Read(connection, "", static row => row.GetInt64(0))[0] > than;
    }

    private static string Candidates(SqlQuery sql, LogQuery query, int most)
    {
        SqlQuery candidates = sql.Nested("SELECT e.row FROM log_events e");
        RestrictIndex(candidates, query);
        return candidates.Inside(string.Create(CultureInfo.InvariantCulture, $"ORDER BY e.time DESC, e.row DESC LIMIT {most}"));
    }

    private static void RestrictIndex(SqlQuery sql, LogQuery query)
    {
        sql.Where("e.time >= {0}", query.From);
        sql.Where("e.time <= {0}", query.Through);
        sql.Where("e.level = {0} COLLATE NOCASE", query.Level);
        sql.Where("e.service = {0}", query.Service);
        sql.Where("e.environment = {0}", query.Environment);
    }

    private static void RestrictRows(SqlQuery sql, LogQuery query)
    {
        sql.Where("g.name = {0}", query.Group);
        sql.WhereAny("s.name", query.Streams);
        sql.Where("substr(s.name, 1, length({0})) = {0}", query.StreamPrefix);
        sql.Where("e.trace_id = {0}", query.TraceId);
        sql.Where("e.message LIKE {0} ESCAPE '\\'", SqlQuery.Containing(query.Contains));
        foreach (string term in query.Terms)
        {
            sql.Where("instr(e.message, {0}) > 0", term);
        }

        if (query.After is { } after)
        {
            sql.Where("(e.time, e.row) > ({0}, {1})", after.Time, after.Row);
        }

        if (query.Before is { } before)
        {
            sql.Where("(e.time, e.row) < ({0}, {1})", before.Time, before.Row);
        }
    }

    /// <summary>One event by its row; null when it is no longer there.</summary>
    public LogEventRow? Event(long row) => database.Read(connection =>
    {
        var sql = new SqlQuery(Columns + "log_events e" + Places);
        sql.Where("e.row = {0}", row);
        return sql.Read(connection, "", Event).FirstOrDefault();
    });

    /// <summary>The events of groups for a query, from one time through another.</summary>
    public LogScan Scan(IReadOnlyList<string> groups, DateTimeOffset from, DateTimeOffset through) =>
        new(database, groups, from.ToUnixTimeMilliseconds(), through.ToUnixTimeMilliseconds());

    private static LogEventRow Event(SqliteDataReader row) => new()
    {
        Row = row.GetInt64(0),
        Received = row.GetInt64(1),
        Group = row.GetString(2),
        Stream = row.GetString(3),
        Time = row.GetInt64(4),
        Message = row.GetString(5),
        Level = SqlQuery.Text(row, 6),
        Service = SqlQuery.Text(row, 7),
        Logger = SqlQuery.Text(row, 8),
        Text = SqlQuery.Text(row, 9),
        TraceId = SqlQuery.Text(row, 10),
        SpanId = SqlQuery.Text(row, 11),
    };
}
