using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>What a piece of work writes with: the writer's statements, and the time of the batch.</summary>
/// <remarks>The writer's thread only.</remarks>
internal sealed class StoreSession(SqliteConnection connection) : IDisposable
{
    private readonly SqlStatement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqlStatement _commit = new(connection, "COMMIT");
    private readonly SqlStatement _rollback = new(connection, "ROLLBACK");

    public SegmentTable Segments { get; } = new(connection);

    public DataTable Data { get; } = new(connection);

    public LogTable Logs { get; } = new(connection);

    public ResourceTable Resources { get; } = new(connection);

    public AlarmHistoryTable History { get; } = new(connection);

    /// <summary>Milliseconds since 1970 at which the batch was received; never falls, so that rows stay in order of age.</summary>
    public long Received { get; private set; }

    public void Begin(long now)
    {
        Received = Math.Max(Received, now);
        _begin.Execute();
    }

    public void Commit()
    {
        _commit.Execute();
        Segments.Commit();
        Data.Commit();
        Logs.Commit();
    }

    public void Rollback()
    {
        // What the tables remember of rows they added is no longer true.
        Segments.Rollback();
        Data.Rollback();
        Logs.Rollback();
        try
        {
            _rollback.Execute();
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself, as it does when the disk is full.
        }
    }

    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
        Segments.Dispose();
        Data.Dispose();
        Logs.Dispose();
        Resources.Dispose();
        History.Dispose();
    }
}
