using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>Removes the events that their group no longer keeps.</summary>
/// <remarks>The writer's thread only.</remarks>
internal static class LogRetention
{
    private const long Day = 86_400_000;

    /// <summary>How many events were removed.</summary>
    public static long Apply(SqliteConnection connection, long now)
    {
        using SqliteCommand delete = connection.CreateCommand();
        delete.CommandText = """
            DELETE FROM log_events WHERE row IN (
              SELECT e.row FROM resources r
              JOIN log_groups g ON g.name = r.name
              JOIN log_streams s ON s.log_group = g.row
              JOIN log_events e ON e.stream = s.row AND e.time < $now - json_extract(r.body, '$.retentionInDays') * $day
              WHERE r.kind = $kind AND json_extract(r.body, '$.retentionInDays') IS NOT NULL)
            """;
        delete.Parameters.AddWithValue("$now", now);
        delete.Parameters.AddWithValue("$day", Day);
        delete.Parameters.AddWithValue("$kind", ResourceKind.LogGroup);
        return delete.ExecuteNonQuery();
    }
}
