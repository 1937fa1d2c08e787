using Microsoft.Data.Sqlite;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Graph;

/// <summary>Reads what a service graph is drawn from.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class GraphQueries(Database database)
{
    private const int MaxRows = 200_000; // The newest; a view that took longer would show no more to a person.

    /// <summary>The graph of a time, or of the traces in it that one service took part in.</summary>
    /// <param name="from">Seconds since 1970.</param>
    /// <param name="to">Seconds since 1970, not included.</param>
    /// <param name="service">The service, or null for all.</param>
    public ServiceGraph Read(double from, double to, string? service) => Read(sql =>
    {
        sql.Where("start >= {0}", from);
        sql.Where("start < {0}", to);
        sql.Where("trace_id IN (SELECT trace_id FROM segments WHERE name = {0})", service);
    });

    /// <summary>The graph of these traces.</summary>
    public ServiceGraph Read(IReadOnlyCollection<string> traceIds) => Read(sql =>
    {
        // One parameter: a statement has no room for one of each of thousands of traces.
        sql.Where("trace_id IN (SELECT value FROM json_each({0}))", $"[{string.Join(',', traceIds.Select(static id => $"\"{id}\""))}]");
    });

    private ServiceGraph Read(Action<SqlQuery> restrict) => database.Read(connection =>
    {
        var segments = new SqlQuery("SELECT trace_id, id, parent_id, name, origin, start, end, in_progress, outcome FROM segments");
        segments.Where("subsegment = 0");
        restrict(segments);
        var calls = new SqlQuery("SELECT trace_id, id, document_id, caller, name, kind, type, start, end, outcome, traced FROM calls");
        restrict(calls);
        string newest = $"ORDER BY start DESC LIMIT {MaxRows}";
        var owners = new CallOwners(connection);
        return new GraphBuilder(owners.Find).Build(
            segments.Read(connection, newest, Segment), calls.Read(connection, newest, Call));
    });

    private static SegmentRow Segment(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), SqlQuery.Text(row, 2), row.GetString(3), SqlQuery.Text(row, 4), row.GetDouble(5),
        SqlQuery.Number(row, 6), row.GetInt64(7) == 1, (Outcome)row.GetInt32(8));

    private static CallRow Call(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), SqlQuery.Text(row, 3), row.GetString(4), (CallKind)row.GetInt32(5),
        SqlQuery.Text(row, 6), row.GetDouble(7), SqlQuery.Number(row, 8), (Outcome)row.GetInt32(9), row.GetInt64(10) == 1);
}
