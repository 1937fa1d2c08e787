using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Obs.Local.Store;

/// <summary>A prepared statement, bound by position.</summary>
/// <remarks>Straight on SQLite's own interface: an ADO.NET command looks every parameter up by name on every run, makes an object for each
/// and copies every blob. Not thread-safe: for whoever has the connection.</remarks>
internal sealed class SqlStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _index;

    public SqlStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement), raw.SQLITE_OK);
    }

    public SqlStatement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_index, value), raw.SQLITE_OK);
        return this;
    }

    public SqlStatement Bind(double? value)
    {
        Check(
            value is { } number ? raw.sqlite3_bind_double(_statement, ++_index, number) : raw.sqlite3_bind_null(_statement, ++_index),
            raw.SQLITE_OK);
        return this;
    }

    public SqlStatement Bind(string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(_statement, ++_index) : BindText(value), raw.SQLITE_OK);
        return this;
    }

    public SqlStatement BindBlob(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, ++_index, value), raw.SQLITE_OK);
        return this;
    }

    /// <summary>Runs the statement and says how many rows it changed.</summary>
    public int Execute()
    {
        try
        {
            Check(raw.sqlite3_step(_statement), raw.SQLITE_DONE);
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first column of the first row as a number, or null when there is none.</summary>
    public long? Scalar()
    {
        try
        {
            int result = raw.sqlite3_step(_statement);
            if (result == raw.SQLITE_DONE)
            {
                return null;
            }

            Check(result, raw.SQLITE_ROW);
            return raw.sqlite3_column_type(_statement, 0) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int64(_statement, 0);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first column of the first row as text, or null when there is none.</summary>
    public string? Text()
    {
        try
        {
            return raw.sqlite3_step(_statement) == raw.SQLITE_ROW ? raw.sqlite3_column_text(_statement, 0).utf8_to_string() : null;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs the statement and gives the first columns of its one row.</summary>
    public (long First, double Second, double Third) Row()
    {
        try
        {
            Check(raw.sqlite3_step(_statement), raw.SQLITE_ROW);
            return (raw.sqlite3_column_int64(_statement, 0), raw.sqlite3_column_double(_statement, 1),
                raw.sqlite3_column_double(_statement, 2));
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Goes to the next row; false when there is none, and the statement can be bound anew.</summary>
    public bool Step()
    {
        int result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        try
        {
            Check(result, raw.SQLITE_DONE);
            return false;
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>A column of the row that <see cref="Step"/> went to.</summary>
    public long Whole(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A column of the row that <see cref="Step"/> went to.</summary>
    public double Number(int column) => raw.sqlite3_column_double(_statement, column);

    /// <summary>A blob, or a text as UTF-8, of the row that <see cref="Step"/> went to; empty when it is null. Gone with the next
    /// row.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private int BindText(string value)
    {
        Span<byte> utf8 = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(value, utf8, out int length)
            ? raw.sqlite3_bind_text(_statement, ++_index, utf8[..length])
            : raw.sqlite3_bind_text(_statement, ++_index, value);
    }

    private void Reset()
    {
        raw.sqlite3_reset(_statement);
        _index = 0;
    }

    private void Check(int result, int expected)
    {
        if (result != expected)
        {
            _index = 0;
            throw new SqliteException(raw.sqlite3_errmsg(_database).utf8_to_string(), result);
        }
    }
}
