using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>Writes which environments the telemetry of each minute named.</summary>
internal sealed class EnvironmentTable(SqliteConnection connection) : IDisposable
{
    private readonly SqlStatement _write = new(connection, """
        INSERT INTO environments(name, minute, first, last, received) VALUES(?, ?, ?, ?, ?)
        ON CONFLICT(name, minute) DO UPDATE SET
          first = min(first, excluded.first), last = max(last, excluded.last), received = excluded.received
        """);

    private readonly SqlStatement _remove = new(connection, "DELETE FROM environments WHERE received <= ?");
    private readonly Dictionary<(string Name, long Minute), (double First, double Last)> _pending = [];

    /// <summary>Something of this time, in milliseconds since 1970, comes from an environment; null for none.</summary>
    public void Note(string? name, double time)
    {
        if (name is null)
        {
            return;
        }

        (string, long) key = (name, (long)Math.Floor(time / 60_000));
        _pending[key] = _pending.TryGetValue(key, out (double First, double Last) known)
            ? (Math.Min(known.First, time), Math.Max(known.Last, time)) : (time, time);
    }

    /// <summary>Belongs into the transaction, at its end.</summary>
    public void Save(long received)
    {
        foreach (((string name, long minute), (double first, double last)) in _pending)
        {
            _write.Bind(name).Bind(minute).Bind(first).Bind(last).Bind(received).Execute();
        }

        _pending.Clear();
    }

    /// <summary>All that was received by then is going away.</summary>
    public void Remove(long receivedUpTo) => _remove.Bind(receivedUpTo).Execute();

    public void Rollback() => _pending.Clear();

    public void Dispose()
    {
        _write.Dispose();
        _remove.Dispose();
    }
}
