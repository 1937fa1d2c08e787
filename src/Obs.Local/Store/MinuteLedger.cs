using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>Which minutes of telemetry have segments or calls in the store, and how often each has changed.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class MinuteLedger
{
    private const int MaxMinutes = 100_000; // Ten weeks; senders with clocks gone wrong must not fill memory.

    private readonly ConcurrentDictionary<long, long> _versions = new();
    private long _generation;

    /// <summary>The minutes that a store holds already.</summary>
    public static MinuteLedger Of(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            "SELECT DISTINCT CAST(start / 60 AS INTEGER) FROM segments UNION SELECT DISTINCT CAST(start / 60 AS INTEGER) FROM calls";
        List<long> minutes = [];
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            minutes.Add(reader.GetInt64(0));
        }

        var ledger = new MinuteLedger();
        ledger.Changed(minutes);
        return ledger;
    }

    /// <summary>The minute since 1970 in which a moment in seconds lies.</summary>
    public static long MinuteOf(double seconds) => (long)Math.Floor(seconds / 60);

    /// <summary>Says that something in these minutes has been committed.</summary>
    public void Changed(IEnumerable<long> minutes)
    {
        foreach (long minute in minutes)
        {
            if (_versions.Count < MaxMinutes || _versions.ContainsKey(minute))
            {
                _versions.AddOrUpdate(minute, 1, static (_, version) => version + 1);
            }
        }
    }

    /// <summary>Says that any minute may have lost something.</summary>
    public void AllChanged() => Interlocked.Increment(ref _generation);

    /// <summary>Differs whenever the minute has changed.</summary>
    public (long, long) Version(long minute) => (Interlocked.Read(ref _generation), _versions.GetValueOrDefault(minute));

    /// <summary>The minutes with telemetry from one on, up to another that is not included.</summary>
    public List<long> Between(long from, long to) => [.. _versions.Keys.Where(minute => minute >= from && minute < to)];
}
