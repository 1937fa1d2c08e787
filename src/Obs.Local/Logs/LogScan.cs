using Microsoft.Data.Sqlite;
using Obs.Insights;
using Obs.Local.Store;

namespace Obs.Local.Logs;

/// <summary>The events of log groups in a time, the newest first, in blocks of rows that several threads may read at once.</summary>
/// <remarks>What is stored after the scan was made is not in it. Times in milliseconds since 1970; the last is included.</remarks>
internal sealed class LogScan
{
    private const int BlockRows = 2_048;

    private const string Select =
        "SELECT row, time, received, stream, message FROM log_events WHERE row BETWEEN ? AND ? AND time BETWEEN ? AND ? ORDER BY row DESC";

    private readonly Database _database;
    private readonly Dictionary<long, (string Stream, string Log)> _streams;
    private readonly long _from;
    private readonly long _through;
    private readonly long _first;
    private readonly long _last;

    public LogScan(Database database, IReadOnlyList<string> groups, long from, long through)
    {
        (_database, _from, _through) = (database, from, through);
        (_streams, (_first, _last)) = database.Read(connection =>
        {
            Dictionary<long, (string, string)> streams = Streams(connection, groups);
            return (streams, Bounds(connection, streams.Keys, from, through));
        });
    }

    /// <summary>What reads each block.</summary>
    public IEnumerable<Func<IEnumerable<LogEvent>>> Blocks()
    {
        for (long last = _last; last >= _first; last -= BlockRows)
        {
            long through = last;
            yield return () => Read(Math.Max(_first, through - BlockRows + 1), through);
        }
    }

    private static Dictionary<long, (string Stream, string Log)> Streams(SqliteConnection connection, IReadOnlyList<string> groups)
    {
        var sql = new SqlQuery("SELECT s.row, s.name, g.name FROM log_streams s JOIN log_groups g ON g.row = s.log_group");
        sql.WhereAny("g.name", groups);
        return sql.Read(connection, "", static row => (Row: row.GetInt64(0), Stream: row.GetString(1), Group: row.GetString(2)))
            .ToDictionary(static item => item.Row, static item => (item.Stream, $"000000000000:{item.Group}"));
    }

    /// <summary>The first and the last row there may be something in; out of an index, so that a short time is found in a long
    /// log.</summary>
    private static (long First, long Last) Bounds(SqliteConnection connection, IEnumerable<long> streams, long from, long through)
    {
        (long First, long Last) bounds = (long.MaxValue, long.MinValue);
        using var rows = new SqlStatement(
            connection, "SELECT min(row), max(row) FROM log_events WHERE stream = ? AND time BETWEEN ? AND ? HAVING count(*) > 0");
        foreach (long stream in streams)
        {
            rows.Bind(stream).Bind(from).Bind(through);
            while (rows.Step())
            {
                bounds = (Math.Min(bounds.First, rows.Whole(0)), Math.Max(bounds.Last, rows.Whole(1)));
            }
        }

        return bounds;
    }

    private List<LogEvent> Read(long first, long last) => _database.Read(connection =>
    {
        List<LogEvent> events = [];
        var texts = new TextBuffer();
        using var rows = new SqlStatement(connection, Select);
        rows.Bind(first).Bind(last).Bind(_from).Bind(_through);
        while (rows.Step())
        {
            if (_streams.TryGetValue(rows.Whole(3), out (string Stream, string Log) source))
            {
                events.Add(new LogEvent(DateTimeOffset.FromUnixTimeMilliseconds(rows.Whole(1)), texts.Add(rows.Bytes(4)))
                {
                    IngestionTime = DateTimeOffset.FromUnixTimeMilliseconds(rows.Whole(2)),
                    LogStream = source.Stream,
                    Log = source.Log,
                    Reference = EventPointer.Format(rows.Whole(0)),
                });
            }
        }

        return events;
    });
}
