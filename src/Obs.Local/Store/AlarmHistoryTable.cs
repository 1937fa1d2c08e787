using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>Writes what happens to alarms.</summary>
internal sealed class AlarmHistoryTable(SqliteConnection connection) : IDisposable
{
    private readonly SqlStatement _insert = new(connection,
        "INSERT INTO alarm_history(received, alarm, type, kind, summary, data) VALUES(?, ?, ?, ?, ?, ?)");

    public void Add(string alarm, string type, string kind, string summary, string data, long received) =>
        _insert.Bind(received).Bind(alarm).Bind(type).Bind(kind).Bind(summary).Bind(data).Execute();

    public void Dispose() => _insert.Dispose();
}
