using Microsoft.Data.Sqlite;
using Obs.Local.Store;

namespace Obs.Local.Traces;

/// <summary>Reads lists of traces and the documents of one.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class TraceQueries(Database database)
{
    internal const string Columns =
        "SELECT t.trace_id, t.start, t.end, t.service, t.method, t.url, t.status, t.outcome, t.entry_id, t.route FROM traces t";

    private const int MaxDocuments = 20_000; // Of one trace.

    /// <summary>The traces, and how many there are in all, of a filter that the indexed columns answer alone.</summary>
    public (List<TraceSummary> Traces, long Total) List(TraceFilter filter, bool slowestFirst, int limit, int offset) =>
        database.Read(connection =>
    {
        var count = new SqlQuery("SELECT count(*) FROM traces t");
        filter.Restrict(count);
        var page = new SqlQuery(Columns);
        filter.Restrict(page);
        List<TraceSummary> found = page.Read(connection, $"ORDER BY {Order(slowestFirst)} LIMIT {limit} OFFSET {offset}", Summary);
        found.ForEach(trace => Complete(connection, trace));
        return (found, count.Read(connection, "", static row => row.GetInt64(0))[0]);
    });

    /// <summary>Adds what the segments of traces that a search found say.</summary>
    public void Complete(IReadOnlyList<TraceSummary> found) => database.Read(connection =>
    {
        foreach (TraceSummary trace in found)
        {
            Complete(connection, trace);
        }

        return found.Count;
    });

    /// <summary>The documents of a trace by start; none when it is not known.</summary>
    public List<byte[]> Documents(string traceId) => database.Read(connection =>
    {
        var sql = new SqlQuery("SELECT document FROM segments");
        sql.Where("trace_id = {0}", traceId);
        return sql.Read(connection, $"ORDER BY start LIMIT {MaxDocuments}", static row => row.GetFieldValue<byte[]>(0));
    });

    internal static string Order(bool slowestFirst) => slowestFirst ? "t.end - t.start DESC, t.row DESC" : "t.start DESC, t.row DESC";

    internal static TraceSummary Summary(SqliteDataReader row) => new()
    {
        Id = row.GetString(0),
        Start = row.GetDouble(1),
        End = row.GetDouble(2),
        Service = row.GetString(3),
        Method = SqlQuery.Text(row, 4),
        Url = SqlQuery.Text(row, 5),
        Status = row.IsDBNull(6) ? null : (int)row.GetDouble(6),
        Outcome = (Outcome)row.GetInt32(7),
        EntryId = row.GetString(8),
        Route = SqlQuery.Text(row, 9),
    };

    private static void Complete(SqliteConnection connection, TraceSummary trace)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT name, in_progress, outcome, annotations, subsegment, start, end, id FROM segments WHERE trace_id = $trace ORDER BY start LIMIT 1000
            """;
        command.Parameters.AddWithValue("$trace", trace.Id);
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read())
        {
            string name = row.GetString(0);
            bool isSubsegment = row.GetInt64(4) == 1;
            trace.SegmentCount += isSubsegment ? 0 : 1;
            trace.Partial |= row.GetInt64(1) == 1;
            trace.AnyThrottle |= ((Outcome)row.GetInt32(2)).HasFlag(Outcome.Throttle);
            if (!isSubsegment && !trace.Services.Contains(name))
            {
                trace.Services.Add(name);
            }

            if (!row.IsDBNull(3))
            {
                trace.Annotations.Add((name, row.GetString(3)));
            }

            if (row.GetString(7) == trace.EntryId && !row.IsDBNull(6))
            {
                trace.ResponseTime = row.GetDouble(6) - row.GetDouble(5);
            }
        }
    }
}
