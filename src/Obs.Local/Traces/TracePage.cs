using System.Globalization;
using Microsoft.Data.Sqlite;
using Obs.Local.Store;

namespace Obs.Local.Traces;

/// <summary>Reads traces that a filter may take, in order; those whose documents the filter has to be tried on are among them.</summary>
/// <remarks>The index of traces says in which order they come and which of them cannot be meant; of the others the rows are looked at, one
/// after the other, of so many at most.</remarks>
/// <param name="connection">A reader.</param>
/// <param name="filter">The filter.</param>
/// <param name="slowestFirst">By duration rather than by time.</param>
/// <param name="mostLookedAt">Traces whose rows are looked at.</param>
internal sealed class TracePage(SqliteConnection connection, TraceFilter filter, bool slowestFirst, long mostLookedAt)
{
    public const long All = -1;

    private const string Columns = "t.trace_id, t.start, t.end, t.service, t.method, t.url, t.status, t.outcome, t.entry_id, t.route";

    /// <summary>There are more traces than may be looked at.</summary>
    public bool IsCut => mostLookedAt != All && Count(mostLookedAt + 1) > mostLookedAt;

    /// <summary>Traces that the index leaves, which is all there is to an indexed filter.</summary>
    public long Indexed => Count(All);

    /// <summary>At most so many traces, from one of them on.</summary>
    public List<TraceSummary> Read(int limit, int offset) => Read(limit, offset, static _ => { });

    /// <summary>The same with one more condition on them.</summary>
    public List<TraceSummary> Read(int limit, int offset, Action<SqlQuery> more)
    {
        SqlQuery sql = Query(Columns);
        more(sql);
        return sql.Read(connection, string.Create(CultureInfo.InvariantCulture, $"LIMIT {limit} OFFSET {offset}"), Summary);
    }

    /// <summary>All of them by row.</summary>
    public List<long> Rows() => Query("t.row").Read(connection, "", static row => row.GetInt64(0));

    /// <summary>Traces by row, in the order of the rows given.</summary>
    public List<TraceSummary> Read(IEnumerable<long> rows)
    {
        var sql = new SqlQuery("");
        string list = $"[{string.Join(',', rows.Select(static row => row.ToString(CultureInfo.InvariantCulture)))}]";
        sql.Select = $"SELECT {Columns} FROM json_each({sql.Bind(list)}) place CROSS JOIN traces t ON t.row = place.value";
        return sql.Read(connection, "", Summary);
    }

    private SqlQuery Query(string columns)
    {
        string order = slowestFirst ? "t.end - t.start DESC, t.row DESC" : "t.start DESC, t.row DESC";
        var sql = new SqlQuery("");
        string candidates = Candidates(sql).Inside(string.Create(CultureInfo.InvariantCulture, $"ORDER BY {order} LIMIT {mostLookedAt}"));
        sql.Select = $"SELECT {columns} FROM {candidates} candidates CROSS JOIN traces t ON t.row = candidates.row";
        filter.RestrictRows(sql, new TermUse(connection));
        return sql;
    }

    private SqlQuery Candidates(SqlQuery sql)
    {
        SqlQuery candidates = sql.Nested("SELECT t.row FROM traces t");
        filter.RestrictIndex(candidates, new TermUse(connection));
        return candidates;
    }

    private long Count(long most)
    {
        var sql = new SqlQuery("");
        string candidates = Candidates(sql).Inside(string.Create(CultureInfo.InvariantCulture, $"LIMIT {most}"));
        sql.Select = $"SELECT count(*) FROM {candidates}";
        return sql.Read(connection, "", static row => row.GetInt64(0))[0];
    }

    private static TraceSummary Summary(SqliteDataReader row) => new()
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
}
