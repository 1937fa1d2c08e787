using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Obs.Local.Store;

/// <summary>How much reading a view may cost, counted in steps of SQLite's machine: the same on every computer, however busy it
/// is.</summary>
/// <remarks>Not thread-safe. Ten million steps take some 200 ms on a computer with nothing else to do.</remarks>
internal sealed class StepLimit(long steps)
{
    private const int Stride = 10_000; // Between two looks.

    private long _left = steps;

    public bool IsReached => _left < 0;

    /// <summary>What stops a statement that goes on for too long; nothing else may use the connection until it is disposed.</summary>
    public Watch Begin(SqliteConnection connection)
    {
        raw.sqlite3_progress_handler(connection.Handle, Stride, _ => (_left -= Stride) < 0 ? 1 : 0, null);
        return new Watch(connection);
    }

    /// <summary>Whether the exception says that the limit was reached.</summary>
    public bool IsCause(SqliteException exception) => IsReached && exception.SqliteErrorCode == raw.SQLITE_INTERRUPT;

    /// <summary>Ends with the statement.</summary>
    internal readonly struct Watch(SqliteConnection connection) : IDisposable
    {
        public void Dispose() => raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
    }
}
