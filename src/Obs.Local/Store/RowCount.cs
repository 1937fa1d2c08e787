using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>How many rows a table holds, kept in memory because counting a million rows takes longer than a view may.</summary>
/// <remarks>Changed by the writer's thread; <see cref="Value"/> may be read from any.</remarks>
internal sealed class RowCount(SqliteConnection connection, string table)
{
    private long _committed = Schema.Scalar(connection, $"SELECT count(*) FROM {table}");
    private long _pending;

    public long Value => Interlocked.Read(ref _committed);

    public void Add(long rows) => _pending += rows;

    public void Commit()
    {
        Interlocked.Add(ref _committed, _pending);
        _pending = 0;
    }

    public void Rollback() => _pending = 0;
}
