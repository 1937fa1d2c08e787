using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>Keeps the graph of each minute, and forgets it in the transaction that changes what it was drawn from: whatever is found there
/// is true, after a crash too.</summary>
internal sealed class MinuteTable(SqliteConnection connection) : IDisposable
{
    private const double Neighbourhood = 2; // Seconds within which a callee's segment begins after the call.
    private const double MaxSpan = 300; // Of a trace whose every slice is taken as changed, in seconds.

    private readonly SqlStatement _touch =
        new(connection, "INSERT INTO minutes(minute, graph) VALUES(?, NULL) ON CONFLICT(minute) DO UPDATE SET graph = NULL");

    private readonly SqlStatement _keep = new(connection, "UPDATE minutes SET graph = ? WHERE minute = ?");
    private readonly SqlStatement _remove = new(connection, "DELETE FROM minutes WHERE minute = ?");
    private readonly HashSet<long> _changed = [];

    public MinuteLedger Ledger { get; } = MinuteLedger.Of(connection);

    /// <summary>Something begins at this time, in a trace that is known to go from one time to another, all in seconds.</summary>
    /// <remarks>What it calls, or what calls it, may have been drawn in another slice of the trace.</remarks>
    public void Note(double start, double from, double to)
    {
        bool isShort = to - from <= MaxSpan;
        NoteRange(isShort ? from : start - Neighbourhood, isShort ? to : start + Neighbourhood);
    }

    /// <summary>These rows of a table go away.</summary>
    public void NoteRemoval(string table, long throughRow)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT DISTINCT CAST(start / {MinuteLedger.SliceSeconds} AS INTEGER) FROM {table} WHERE row <= $last";
        command.Parameters.AddWithValue("$last", throughRow);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            long slice = reader.GetInt64(0);
            _changed.UnionWith([slice - 1, slice, slice + 1]);
        }
    }

    /// <summary>False when the minute is no longer what was drawn.</summary>
    public bool Keep(long minute, long version, byte[]? graph)
    {
        if (Ledger.Version(minute) != version || _changed.Any(slice => MinuteLedger.MinuteOf(slice) == minute))
        {
            return false;
        }

        return (graph is null ? _remove.Bind(minute) : _keep.BindBlob(graph).Bind(minute)).Execute() == 1;
    }

    /// <summary>Belongs into the transaction, at its end.</summary>
    public void Save()
    {
        foreach (long minute in _changed.Select(MinuteLedger.MinuteOf).Distinct())
        {
            _touch.Bind(minute).Execute();
        }
    }

    public void Commit()
    {
        Ledger.Changed(_changed);
        _changed.Clear();
    }

    public void Rollback() => _changed.Clear();

    public void Dispose()
    {
        _touch.Dispose();
        _keep.Dispose();
        _remove.Dispose();
    }

    private void NoteRange(double from, double to)
    {
        for (long slice = MinuteLedger.SliceOf(from); slice <= MinuteLedger.SliceOf(to); slice++)
        {
            _changed.Add(slice);
        }
    }
}
