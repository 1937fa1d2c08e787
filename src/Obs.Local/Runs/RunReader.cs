using System.Globalization;
using Microsoft.Data.Sqlite;
using Obs.Local.Logs;
using Obs.Local.Metrics;
using Obs.Local.Store;

namespace Obs.Local.Runs;

/// <summary>Reads what a store holds of a span of time, page by page, so that a store in memory lets its writer in between.</summary>
/// <remarks>The joins and the plus signs keep SQLite from an order other than that of the rows, which it would have to sort for every
/// page.</remarks>
/// <param name="database">Where to read.</param>
/// <param name="from">Milliseconds since 1970.</param>
/// <param name="to">Milliseconds since 1970, not included.</param>
internal sealed class RunReader(Database database, long from, long to)
{
    private const int Page = 1_000;

    /// <summary>Documents of the traces that begin in the span, whole even where they end after it.</summary>
    public IEnumerable<List<byte[]>> Segments() => Pages(
        "SELECT s.row, s.document FROM segments s CROSS JOIN traces t ON t.trace_id = s.trace_id",
        "s",
        sql => sql.Where("+t.start >= {0} AND +t.start < {1}", from / 1_000.0, to / 1_000.0),
        static row => row.GetFieldValue<byte[]>(1));

    public IEnumerable<List<MetricDatum>> Data() => Pages(
        "SELECT d.row, s.namespace, s.name, s.dimensions, s.unit, d.time, d.count, d.sum, d.min, d.max, d.distribution FROM data d CROSS JOIN series s ON s.row = d.series",
        "d",
        sql => sql.Where("+d.time >= {0} AND +d.time < {1}", from, to),
        Datum);

    public IEnumerable<List<(string Group, string Stream, LogEntry Entry)>> Logs() => Pages(
        """
        SELECT e.row, g.name, s.name, e.time, e.message, e.level, e.service, e.environment, e.logger, e.text, e.trace_id, e.span_id
        FROM log_events e CROSS JOIN log_streams s ON s.row = e.stream CROSS JOIN log_groups g ON g.row = s.log_group
        """,
        "e",
        sql => sql.Where("+e.time >= {0} AND +e.time < {1}", from, to),
        Event);

    /// <summary>Nothing of that time is there.</summary>
    public bool IsEmpty() => !Segments().Any() && !Data().Any() && !Logs().Any();

    private IEnumerable<List<T>> Pages<T>(string select, string table, Action<SqlQuery> restrict, Func<SqliteDataReader, T> read)
    {
        long last = 0;
        while (true)
        {
            List<(long Row, T Value)> page = database.Read(connection =>
            {
                var sql = new SqlQuery(select);
                sql.Where($"{table}.row > {{0}}", last);
                restrict(sql);
                return sql.Read(
                    connection,
                    string.Create(CultureInfo.InvariantCulture, $"ORDER BY {table}.row LIMIT {Page}"),
                    row => (row.GetInt64(0), read(row)));
            });
            if (page.Count == 0)
            {
                yield break;
            }

            last = page[^1].Row;
            yield return [.. page.Select(static item => item.Value)];
        }
    }

    private static MetricDatum Datum(SqliteDataReader row) => new()
    {
        Namespace = row.GetString(1),
        Name = row.GetString(2),
        Dimensions = row.GetString(3),
        Unit = row.GetString(4),
        Time = row.GetInt64(5),
        Count = row.GetDouble(6),
        Sum = row.GetDouble(7),
        Min = row.GetDouble(8),
        Max = row.GetDouble(9),
        Distribution = row.IsDBNull(10) ? null : row.GetFieldValue<byte[]>(10),
    };

    private static (string, string, LogEntry) Event(SqliteDataReader row) => (row.GetString(1), row.GetString(2), new LogEntry
    {
        Time = row.GetInt64(3),
        Message = row.GetString(4),
        Level = SqlQuery.Text(row, 5),
        Service = SqlQuery.Text(row, 6),
        Environment = SqlQuery.Text(row, 7),
        Logger = SqlQuery.Text(row, 8),
        Text = SqlQuery.Text(row, 9),
        TraceId = SqlQuery.Text(row, 10),
        SpanId = SqlQuery.Text(row, 11),
    });
}
