using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>What a piece of work writes with: the writer's statements, and the time of the batch.</summary>
/// <remarks>The writer's thread only.</remarks>
internal sealed class StoreSession : IDisposable
{
    private readonly SqlStatement _begin;
    private readonly SqlStatement _commit;
    private readonly SqlStatement _rollback;

    public StoreSession(SqliteConnection connection)
    {
        _begin = new SqlStatement(connection, "BEGIN IMMEDIATE");
        _commit = new SqlStatement(connection, "COMMIT");
        _rollback = new SqlStatement(connection, "ROLLBACK");
        Minutes = new MinuteTable(connection);
        Environments = new EnvironmentTable(connection);
        Segments = new SegmentTable(connection, Minutes, Environments);
        Data = new DataTable(connection);
        Logs = new LogTable(connection, Environments);
        Resources = new ResourceTable(connection);
        History = new AlarmHistoryTable(connection);
    }

    public MinuteTable Minutes { get; }

    public EnvironmentTable Environments { get; }

    public SegmentTable Segments { get; }

    public DataTable Data { get; }

    public LogTable Logs { get; }

    public ResourceTable Resources { get; }

    public AlarmHistoryTable History { get; }

    /// <summary>Milliseconds since 1970 at which the batch was received; never falls, so that rows stay in order of age.</summary>
    public long Received { get; private set; }

    public void Begin(long now)
    {
        Received = Math.Max(Received, now);
        _begin.Execute();
    }

    public void Commit()
    {
        Segments.Save(Received);
        Minutes.Save();
        Environments.Save(Received);
        _commit.Execute();
        Minutes.Commit();
        Segments.Commit();
        Data.Commit();
        Logs.Commit();
    }

    public void Rollback()
    {
        // What the tables remember of rows they added is no longer true.
        Minutes.Rollback();
        Environments.Rollback();
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
        Minutes.Dispose();
        Environments.Dispose();
        Segments.Dispose();
        Data.Dispose();
        Logs.Dispose();
        Resources.Dispose();
        History.Dispose();
    }
}
