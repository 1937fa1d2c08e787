using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>How many rows a table holds, kept in memory because counting a million rows takes longer than a view may.</summary>
/// <param name="connection">The writer's.</param>
/// <param name="table">The table.</param>
/// <param name="hasGaps">Rows go from the middle too; where only the first ones ever go, the first and the last say how many there
/// are.</param>
/// <remarks>Changed by the writer's thread; <see cref="Value"/> may be read from any.</remarks>
internal sealed class RowCount(SqliteConnection connection, string table, bool hasGaps)
{
    private long _committed = Schema.Scalar(connection, hasGaps
        ? $"SELECT count(*) FROM {table}"
        : $"SELECT ifnull((SELECT max(row) FROM {table}) - (SELECT min(row) FROM {table}) + 1, 0)");

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
