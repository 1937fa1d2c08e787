using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Obs.Local.Store;

/// <summary>Which minutes of telemetry have segments or calls in the store, which of them have their graph there too, and when each last
/// changed; the same for slices of five seconds that have changed lately.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class MinuteLedger
{
    public const int SliceSeconds = 5;
    public const int SlicesPerMinute = 60 / SliceSeconds;

    private const int MaxMinutes = 100_000; // Ten weeks; senders with clocks gone wrong must not fill memory.
    private const int MaxSlices = 20_000; // A day and more; when there are more, all slices count as changed.

    private readonly ConcurrentDictionary<long, long> _minutes = new();
    private readonly ConcurrentDictionary<long, long> _slices = new();
    private readonly ConcurrentDictionary<long, long> _drawn = new();
    private long _version;
    private long _allSlices;

    /// <summary>The minutes that a store holds already.</summary>
    public static MinuteLedger Of(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT minute, graph IS NOT NULL FROM minutes";
        var ledger = new MinuteLedger();
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read() && ledger._minutes.Count < MaxMinutes)
        {
            long minute = reader.GetInt64(0);
            ledger._minutes[minute] = 0;
            if (reader.GetInt64(1) == 1)
            {
                ledger._drawn[minute] = 0;
            }
        }

        return ledger;
    }

    public static long SliceOf(double seconds) => (long)Math.Floor(seconds / SliceSeconds);

    public static long MinuteOf(long slice) => (long)Math.Floor((double)slice / SlicesPerMinute);

    /// <summary>Says that something in these slices has been committed.</summary>
    public void Changed(IReadOnlyCollection<long> slices)
    {
        if (slices.Count == 0)
        {
            return;
        }

        // Versions are never used again, so what was drawn of a minute that came, went and came again is known as old.
        long version = Interlocked.Increment(ref _version);
        if (_slices.Count + slices.Count > MaxSlices)
        {
            _slices.Clear();
            Interlocked.Exchange(ref _allSlices, version);
        }

        foreach (long slice in slices)
        {
            _slices[slice] = version;
            long minute = MinuteOf(slice);
            if (_minutes.Count < MaxMinutes || _minutes.ContainsKey(minute))
            {
                _minutes[minute] = version;
            }
        }
    }

    /// <summary>Differs whenever the minute has changed; null when there is nothing in it.</summary>
    public long? Version(long minute) => _minutes.TryGetValue(minute, out long version) ? version : null;

    /// <summary>Differs whenever the slice has changed.</summary>
    public long SliceVersion(long slice) => Math.Max(Interlocked.Read(ref _allSlices), _slices.GetValueOrDefault(slice));

    /// <summary>The store holds the graph of this version of the minute.</summary>
    public bool IsDrawn(long minute) => _drawn.TryGetValue(minute, out long version) && version == Version(minute);

    /// <summary>Says that the graph of this version of the minute has been committed.</summary>
    public void Drawn(long minute, long version) => _drawn[minute] = version;

    /// <summary>Says that this version of the minute has turned out to be empty.</summary>
    public void Emptied(long minute, long version)
    {
        _minutes.TryRemove(KeyValuePair.Create(minute, version));
        _drawn.TryRemove(KeyValuePair.Create(minute, version));
    }

    /// <summary>The minutes with telemetry from one on, up to another that is not included.</summary>
    public List<long> Between(long from, long to) => [.. _minutes.Keys.Where(minute => minute >= from && minute < to)];
}
