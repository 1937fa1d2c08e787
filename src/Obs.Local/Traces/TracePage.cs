using System.Globalization;
using Microsoft.Data.Sqlite;
using Obs.Local.Store;

namespace Obs.Local.Traces;

/// <summary>Reads traces that a filter may take, in order, from one of them on.</summary>
internal static class TracePage
{
    private const string Columns =
        "SELECT t.trace_id, t.start, t.end, t.service, t.method, t.url, t.status, t.outcome, t.entry_id, t.route FROM ";

    /// <summary>At most so many traces; those whose documents the filter has to be tried on are among them.</summary>
    public static List<TraceSummary> Read(
        SqliteConnection connection, TraceFilter filter, bool slowestFirst, int limit, int offset, StepLimit steps,
        Action<SqlQuery>? more = null)
    {
        // The sort needs nothing but the index. What is asked of rows is asked in its order, until there are enough.
        bool sortsFirst = slowestFirst && !filter.IsIndexed;
        var sql = new SqlQuery(Columns + (sortsFirst ? Sorted(filter) : "traces t"));
        filter.Restrict(sql, new TermUse(connection));
        more?.Invoke(sql);
        string order = sortsFirst ? "" : $"ORDER BY {(slowestFirst ? "t.end - t.start DESC, t.row DESC" : "t.start DESC, t.row DESC")}";
        return sql.Read(
            connection, string.Create(CultureInfo.InvariantCulture, $"{order} LIMIT {limit} OFFSET {offset}"), Summary, steps);
    }

    private static string Sorted(TraceFilter filter) => string.Create(CultureInfo.InvariantCulture, $"""
        (SELECT o.row AS place FROM traces o WHERE o.start >= {filter.From:R} AND o.start < {filter.To:R}
          ORDER BY o.end - o.start DESC, o.row DESC LIMIT -1) slowest CROSS JOIN traces t ON t.row = slowest.place
        """);

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
