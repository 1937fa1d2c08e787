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

    // Exact but for a gap within a minute.
    private static readonly string OfSegmentsAndLogEvents =
        $"SELECT DISTINCT name FROM environments WHERE last >= $from AND first < $to LIMIT {MaxNames}";

    /// <summary>The names that segments, metrics or log entries of a time have, in order.</summary>
    /// <param name="from">Milliseconds since 1970.</param>
    /// <param name="to">Milliseconds since 1970, not included.</param>
    public IReadOnlyCollection<string> Find(long from, long to) => database.Read(connection =>
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        Add(names, connection, OfSegmentsAndLogEvents, from, to);
        Add(names, connection, OfSeries, from, to);
        return names;
    });

    private static void Add(SortedSet<string> names, SqliteConnection connection, string sql, long from, long to)
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
