using Microsoft.Data.Sqlite;
using Obs.Local.Store;

namespace Obs.Local.Environments;

/// <summary>Says which environments telemetry came from.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class EnvironmentQueries(Database database)
{
    private const int MaxNames = 1_000; // Of one signal; a person chooses out of a few.

    private const string OfSeries = """
        SELECT DISTINCT s.dimensions ->> '$.Environment' FROM series s
        WHERE s.last >= $from AND json_type(s.dimensions, '$.Environment') = 'text'
          AND EXISTS (SELECT 1 FROM data d WHERE d.series = s.row AND d.time >= $from AND d.time < $to)
        """;

    private static readonly string OfSegments = Names("segments", "start");
    private static readonly string OfLogEvents = Names("log_events", "time");

    /// <summary>The names that segments, metrics or log entries of a time have, in order.</summary>
    /// <param name="from">Milliseconds since 1970.</param>
    /// <param name="to">Milliseconds since 1970, not included.</param>
    public IReadOnlyCollection<string> Find(long from, long to) => database.Read(connection =>
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        Add(names, connection, OfSegments, from / 1_000.0, to / 1_000.0);
        Add(names, connection, OfSeries, from, to);
        Add(names, connection, OfLogEvents, from, to);
        return names;
    });

    /// <summary>Goes from name to name in the index, so that it takes as long for a million rows as for ten.</summary>
    private static string Names(string table, string time) => $"""
        WITH RECURSIVE found(place) AS (
          SELECT min(environment) FROM {table} WHERE environment IS NOT NULL
          UNION ALL
          SELECT (SELECT min(environment) FROM {table} WHERE environment > place) FROM found WHERE place IS NOT NULL LIMIT {MaxNames})
        SELECT place FROM found
        WHERE EXISTS (SELECT 1 FROM {table} WHERE environment = place AND {time} >= $from AND {time} < $to)
        """;

    private static void Add(SortedSet<string> names, SqliteConnection connection, string sql, object from, object to)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }
    }
}
