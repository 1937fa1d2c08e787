using System.Text.Json;
using Microsoft.Data.Sqlite;
using Obs.Local.Store;

namespace Obs.Local.Runs;

/// <summary>What an exported file says of itself.</summary>
internal static class RunFile
{
    /// <exception cref="InvalidOperationException">The file holds no run, or more than one.</exception>
    public static Run Read(Database file)
    {
        try
        {
            return file.Read(Read);
        }
        catch (Exception exception) when (IsDamage(exception) || exception is JsonException or KeyNotFoundException or FormatException)
        {
            throw new InvalidOperationException($"The file is damaged: {exception.Message}", exception);
        }
    }

    /// <summary>What reading a file throws whose tables, or the values in them, are not as they were written.</summary>
    public static bool IsDamage(Exception exception) => exception is SqliteException or InvalidCastException;

    private static Run Read(SqliteConnection connection)
    {
        if (Schema.Scalar(connection, "PRAGMA user_version") != Schema.Version)
        {
            throw new InvalidOperationException(
                $"The run was exported by another version of Obs; this one reads version {Schema.Version} of the store.");
        }

        var sql = new SqlQuery("SELECT kind, name, body, created, modified FROM resources");
        sql.Where("kind = {0}", ResourceKind.Run);
        List<Resource> found = sql.Read(
            connection, "LIMIT 2", static row =>
                new Resource(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)));
        return found.Count == 1 && RunStore.IsName(found[0].Name) ? RunStore.Read(found[0])
            : throw new InvalidOperationException("The file is not a run that was exported: it has no run's name in it, or several.");
    }
}
