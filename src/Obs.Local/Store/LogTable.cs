using Microsoft.Data.Sqlite;
using Obs.Local.Logs;

namespace Obs.Local.Store;

/// <summary>Writes log groups, streams and events.</summary>
internal sealed class LogTable(SqliteConnection connection, EnvironmentTable environments) : IDisposable
{
    private readonly SqlStatement _addGroup = new(connection, "INSERT INTO log_groups(name, created) VALUES(?, ?) ON CONFLICT DO NOTHING");

    private readonly SqlStatement _findGroup = new(connection, "SELECT row FROM log_groups WHERE name = ?");

    private readonly SqlStatement _addStream = new(connection, """
        INSERT INTO log_streams(log_group, name, created) SELECT row, ?, ? FROM log_groups WHERE name = ? ON CONFLICT DO NOTHING
        """);

    private readonly SqlStatement _findStream = new(connection,
        "SELECT s.row FROM log_streams s JOIN log_groups g ON g.row = s.log_group WHERE g.name = ? AND s.name = ?");

    private readonly SqlStatement _touchStream = new(connection,
        "UPDATE log_streams SET first = min(ifnull(first, ?), ?), last = max(ifnull(last, ?), ?), ingested = ? WHERE row = ?");

    private readonly SqlStatement _insert = new(connection, """
        INSERT INTO log_events(received, stream, time, message, level, service, environment, logger, text, trace_id, span_id)
        VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly SqlStatement _deleteEvents = new(connection, """
        DELETE FROM log_events WHERE stream IN (
          SELECT s.row FROM log_streams s JOIN log_groups g ON g.row = s.log_group WHERE g.name = ? AND s.name = ifnull(?, s.name))
        """);

    private readonly SqlStatement _deleteStreams = new(connection, """
        DELETE FROM log_streams WHERE row IN (
          SELECT s.row FROM log_streams s JOIN log_groups g ON g.row = s.log_group WHERE g.name = ? AND s.name = ifnull(?, s.name))
        """);

    private readonly SqlStatement _deleteGroup = new(connection, "DELETE FROM log_groups WHERE name = ?");

    private readonly RowCount _rows = new(connection, "log_events", hasGaps: true);

    public long Rows => _rows.Value;

    /// <summary>False when there is one of that name.</summary>
    public bool AddGroup(string group, long now) => _addGroup.Bind(group).Bind(now).Execute() == 1;

    public bool HasGroup(string group) => _findGroup.Bind(group).Scalar() is not null;

    /// <summary>False when there is one of that name, or no such group.</summary>
    public bool AddStream(string group, string stream, long now) => _addStream.Bind(stream).Bind(now).Bind(group).Execute() == 1;

    /// <summary>Removes a group with its streams and their events.</summary>
    public void DeleteGroup(string group)
    {
        _rows.Add(-_deleteEvents.Bind(group).Bind((string?)null).Execute());
        _deleteStreams.Bind(group).Bind((string?)null).Execute();
        _deleteGroup.Bind(group).Execute();
    }

    /// <summary>Removes a stream with its events; false when there is none.</summary>
    public bool DeleteStream(string group, string stream)
    {
        _rows.Add(-_deleteEvents.Bind(group).Bind(stream).Execute());
        return _deleteStreams.Bind(group).Bind(stream).Execute() == 1;
    }

    /// <summary>The stream's row, or null when there is none.</summary>
    public long? FindStream(string group, string stream) => _findStream.Bind(group).Bind(stream).Scalar();

    public void Write(long stream, IReadOnlyList<LogEntry> entries, long received)
    {
        foreach (LogEntry entry in entries)
        {
            _insert.Bind(received).Bind(stream).Bind(entry.Time).Bind(entry.Message).Bind(entry.Level).Bind(entry.Service)
                .Bind(entry.Environment).Bind(entry.Logger).Bind(entry.Text).Bind(entry.TraceId).Bind(entry.SpanId).Execute();
            environments.Note(entry.Environment, entry.Time);
        }

        long first = entries[0].Time;
        long last = entries[^1].Time;
        _touchStream.Bind(first).Bind(first).Bind(last).Bind(last).Bind(received).Bind(stream).Execute();
        _rows.Add(entries.Count);
    }

    public void Removed(long rows) => _rows.Add(-rows);

    public void Commit() => _rows.Commit();

    public void Rollback() => _rows.Rollback();

    public void Dispose()
    {
        _addGroup.Dispose();
        _findGroup.Dispose();
        _addStream.Dispose();
        _findStream.Dispose();
        _touchStream.Dispose();
        _insert.Dispose();
        _deleteEvents.Dispose();
        _deleteStreams.Dispose();
        _deleteGroup.Dispose();
    }
}
