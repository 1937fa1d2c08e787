using Microsoft.Data.Sqlite;
using Obs.Local.Traces;

namespace Obs.Local.Store;

/// <summary>Keeps the store within its age and its bytes by removing what was received first, from all tables up to the same
/// moment.</summary>
/// <remarks>The writer's thread only, except <see cref="SizeBytes"/>.</remarks>
internal sealed class StoreTrimmer(ObsLocalOptions options, StoreSession session)
{
    private const int Share = 20; // A twentieth of the fullest table goes at a time.

    private static readonly string[] Tables = ["segments", "calls", "links", "traces", "data", "log_events", "alarm_history"];

    private long _size;
    private long _nextAgeCheck;

    public long SizeBytes => Interlocked.Read(ref _size);

    public void Trim(SqliteConnection connection, DateTimeOffset now)
    {
        Measure(connection);
        long milliseconds = now.ToUnixTimeMilliseconds();
        if (milliseconds >= _nextAgeCheck)
        {
            _nextAgeCheck = milliseconds + 10_000;
            Remove(connection, Math.Min((now - options.MaxAge).ToUnixTimeMilliseconds(), KeptFrom(connection)));
            Removed("log_events", LogRetention.Apply(connection, milliseconds));
        }

        while (SizeBytes > options.MaxBytes && Horizon(connection) is { } horizon)
        {
            Remove(connection, horizon);
            Measure(connection);
        }
    }

    private void Measure(SqliteConnection connection)
    {
        long used = Schema.Scalar(connection, "PRAGMA page_count") - Schema.Scalar(connection, "PRAGMA freelist_count");
        Interlocked.Exchange(ref _size, used * Schema.Scalar(connection, "PRAGMA page_size"));
    }

    /// <summary>What runs keep from being too old; nothing keeps from being too much.</summary>
    private static long KeptFrom(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT min(json_extract(body, '$.keptFrom')) FROM resources WHERE kind = $kind";
        command.Parameters.AddWithValue("$kind", ResourceKind.Run);
        return command.ExecuteScalar() is long kept ? kept - 1 : long.MaxValue;
    }

    /// <summary>When the oldest share of the fullest table was received; null when nothing is stored.</summary>
    private static long? Horizon(SqliteConnection connection)
    {
        (string Table, long First, long Last) fullest = Tables
            .Select(table => (table, First: Row(connection, table, "ASC"), Last: Row(connection, table, "DESC")))
            .MaxBy(static t => t.Last - t.First);
        return fullest.Last == 0 ? null : Received(connection, fullest.Table, fullest.First + ((fullest.Last - fullest.First) / Share));
    }

    /// <summary>In one transaction, because what was worked out of the rows goes with them.</summary>
    private void Remove(SqliteConnection connection, long receivedUpTo)
    {
        List<(string Table, long Last)> going = [.. Tables.Select(table => (table, LastRowReceivedBy(connection, table, receivedUpTo)))
            .Where(static item => item.Item2 != 0)];
        if (going.Count == 0)
        {
            return;
        }

        session.Begin(session.Received);
        List<(string, long)> removed;
        try
        {
            removed = [.. going.Select(item => (item.Table, Delete(connection, item.Table, item.Last)))];
            session.Environments.Remove(receivedUpTo);
            session.Commit();
        }
        catch
        {
            session.Rollback();
            throw;
        }

        removed.ForEach(item => Removed(item.Item1, item.Item2));
    }

    private long Delete(SqliteConnection connection, string table, long last)
    {
        if (table is "segments" or "calls")
        {
            session.Minutes.NoteRemoval(table, last);
        }

        if (table == "traces")
        {
            DeleteTerms(connection, last);
        }

        using SqliteCommand delete = connection.CreateCommand();
        delete.CommandText = $"DELETE FROM {table} WHERE row <= $last";
        delete.Parameters.AddWithValue("$last", last);
        return delete.ExecuteNonQuery();
    }

    private static void DeleteTerms(SqliteConnection connection, long lastTrace)
    {
        using SqliteCommand delete = connection.CreateCommand();
        delete.CommandText = "DELETE FROM terms WHERE bucket <= $bucket AND trace <= $last";
        delete.Parameters.AddWithValue("$bucket", lastTrace >> TraceTerms.BucketBits);
        delete.Parameters.AddWithValue("$last", lastTrace);
        delete.ExecuteNonQuery();
    }

    private void Removed(string table, long rows)
    {
        switch (table)
        {
            case "segments":
                session.Segments.Removed(rows);
                session.Segments.Commit();
                break;
            case "data":
                session.Data.Removed(rows);
                session.Data.Commit();
                break;
            case "log_events":
                session.Logs.Removed(rows);
                session.Logs.Commit();
                break;
        }

        LocalEventSource.Log.Trimmed(table, rows);
    }

    /// <summary>Rows and the time they were received rise together, so a search by halves finds the row without an index or a
    /// scan.</summary>
    private static long LastRowReceivedBy(SqliteConnection connection, string table, long received)
    {
        long low = Row(connection, table, "ASC") - 1;
        long high = Row(connection, table, "DESC");
        if (high == 0)
        {
            return 0;
        }

        long none = low;
        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            if (Received(connection, table, middle) is { } found && found <= received)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low == none ? 0 : low;
    }

    private static long Row(SqliteConnection connection, string table, string order) =>
        Schema.Scalar(connection, $"SELECT row FROM {table} ORDER BY row {order} LIMIT 1");

    /// <summary>When the row, or the next one there is, was received.</summary>
    private static long? Received(SqliteConnection connection, string table, long row)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT received FROM {table} WHERE row >= $row ORDER BY row LIMIT 1";
        command.Parameters.AddWithValue("$row", row);
        return command.ExecuteScalar() as long?;
    }
}
