using Microsoft.Data.Sqlite;
using Obs.Local.Store;

namespace Obs.Local.Traces;

/// <summary>Reads lists of traces and the documents of one.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class TraceQueries(Database database)
{
    private const int MaxDocuments = 20_000; // Of one trace.
    /// <summary>Traces whose rows are looked at for one view; those that are near in time are near each other in the store too.</summary>
    public static int MostLookedAt(bool slowestFirst) => slowestFirst ? 3_000 : 10_000;

    /// <summary>The traces of a filter that no document has to be read for, and how many there are in all; or at least, where that is not
    /// the whole.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="slowestFirst">By duration rather than by time.</param>
    /// <param name="limit">The traces returned at most.</param>
    /// <param name="offset">Traces to pass over.</param>
    /// <param name="readsAll">Finds and counts all of them, however long that takes.</param>
    public (List<TraceSummary> Traces, long Total, bool IsWhole) List(
        TraceFilter filter, bool slowestFirst, int limit, int offset, bool readsAll) => database.Read(connection =>
    {
        (List<TraceSummary> found, long total, bool isWhole) = filter.IsIndexed
            ? ReadIndexed(connection, filter, slowestFirst, limit, offset)
            : ReadRows(new TracePage(
                connection, filter, slowestFirst,
                readsAll ? TracePage.All : Math.Max(MostLookedAt(slowestFirst), offset + limit)), limit, offset);
        found.ForEach(trace => Complete(connection, trace));
        return (found, total, isWhole);
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

    private static (List<TraceSummary> Traces, long Total, bool IsWhole) ReadIndexed(
        SqliteConnection connection, TraceFilter filter, bool slowestFirst, int limit, int offset)
    {
        var page = new TracePage(connection, filter, slowestFirst, offset + limit);
        List<TraceSummary> found = page.Read(limit, offset);
        return (found, page.Indexed, true);
    }

    private static (List<TraceSummary> Traces, long Total, bool IsWhole) ReadRows(TracePage page, int limit, int offset)
    {
        List<long> rows = page.Rows();
        return (page.Read(rows.Skip(offset).Take(limit)), rows.Count, !page.IsCut);
    }

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
