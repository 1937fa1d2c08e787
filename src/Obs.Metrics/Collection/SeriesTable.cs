using System.Numerics;

namespace Obs.Metrics;

/// <summary>Finds the series of a measurement by its tags as they come: no lock, no copy, no allocation.</summary>
/// <remarks>
/// Each order in which tags arrive has an entry of its own that leads to the same series; code rarely uses more than one.
/// Thread safety: <see cref="Find"/> from any thread; <see cref="Add"/> and <see cref="Remove"/> from one at a time.
/// </remarks>
internal sealed class SeriesTable
{
    private const int InitialCapacity = 8;

    // Open addressing, at most half full, so that a search always ends at an empty slot.
    private Entry?[] _entries = new Entry?[InitialCapacity];

    public int Count { get; private set; }

    public LiveSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, int hash)
    {
        Entry?[] entries = Volatile.Read(ref _entries);
        int place = hash & (entries.Length - 1);
        while (Volatile.Read(ref entries[place]) is { } entry)
        {
            if (entry.Hash == hash && AreEqual(entry.Tags, tags))
            {
                return entry.Series;
            }

            place = (place + 1) & (entries.Length - 1);
        }

        return null;
    }

    public void Add(KeyValuePair<string, object?>[] tags, int hash, LiveSeries series)
    {
        if ((Count + 1) * 2 > _entries.Length)
        {
            Entry?[] wider = new Entry?[_entries.Length * 2];
            foreach (Entry? entry in _entries)
            {
                if (entry is not null)
                {
                    Insert(wider, entry);
                }
            }

            Volatile.Write(ref _entries, wider);
        }

        Insert(_entries, new Entry(tags, hash, series));
        Count++;
    }

    /// <summary>Forgets series. A search that has already begun may still find them.</summary>
    public void Remove(IReadOnlyCollection<LiveSeries> series)
    {
        if (series.Count == 0)
        {
            return;
        }

        var gone = new HashSet<LiveSeries>(series);
        Entry[] kept = [.. _entries.OfType<Entry>().Where(e => !gone.Contains(e.Series))];
        Entry?[] entries = new Entry?[Math.Max((int)BitOperations.RoundUpToPowerOf2((uint)kept.Length * 2), InitialCapacity)];
        foreach (Entry entry in kept)
        {
            Insert(entries, entry);
        }

        Volatile.Write(ref _entries, entries);
        Count = kept.Length;
    }

    private static void Insert(Entry?[] entries, Entry entry)
    {
        int place = entry.Hash & (entries.Length - 1);
        while (entries[place] is not null)
        {
            place = (place + 1) & (entries.Length - 1);
        }

        Volatile.Write(ref entries[place], entry);
    }

    private static bool AreEqual(KeyValuePair<string, object?>[] known, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (known.Length != tags.Length)
        {
            return false;
        }

        for (int i = 0; i < known.Length; i++)
        {
            if (!IsSame(known[i].Value, tags[i].Value) || !string.Equals(known[i].Key, tags[i].Key))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSame(object? known, object? value) =>
        ReferenceEquals(known, value)
        || (known is string text ? value is string other && string.Equals(text, other) : known is not null && known.Equals(value));

    private sealed class Entry(KeyValuePair<string, object?>[] tags, int hash, LiveSeries series)
    {
        public readonly KeyValuePair<string, object?>[] Tags = tags;
        public readonly int Hash = hash;
        public readonly LiveSeries Series = series;
    }
}
