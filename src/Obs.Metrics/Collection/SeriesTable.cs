using System.Numerics;
using System.Runtime.CompilerServices;

namespace Obs.Metrics;

/// <summary>Finds the series of a measurement by its tags as they come: no lock, no copy, no allocation.</summary>
/// <remarks>
/// Each order in which tags arrive has an entry of its own that leads to the same series; code rarely uses more than one.
/// Thread safety: <see cref="Find"/> from any thread; <see cref="Add"/> and <see cref="Remove"/> from one at a time.
/// </remarks>
internal sealed class SeriesTable
{
    private const int InitialCapacity = 8;
    private const int RecentBits = 6;

    // Open addressing, at most half full, so that a search always ends at an empty slot.
    private Entry?[] _entries = new Entry?[InitialCapacity];

    // A guess by identity, which spares hashing and comparing text. Whatever stands here is checked before it is used.
    private readonly Entry?[] _recent = new Entry?[1 << RecentBits];

    public int Count { get; private set; }

    /// <summary>The series of tags made of the same objects as lately; null when they are not, or another series took their
    /// place.</summary>
    /// <remarks>It may have been removed in between.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LiveSeries? FindRecent(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        int place = TagIdentity.PlaceOf(tags, RecentBits);
        Entry? entry = Volatile.Read(ref _recent[place]);
        return entry is not null && TagIdentity.AreSame(entry.Tags, tags) ? entry.Series : FindDisplaced(tags, place);
    }

    public LiveSeries? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, int hash)
    {
        Entry?[] entries = Volatile.Read(ref _entries);
        int place = hash & (entries.Length - 1);
        while (Volatile.Read(ref entries[place]) is { } entry)
        {
            if (entry.Hash == hash && AreEqual(entry.Tags, tags))
            {
                Remember(entry, tags);
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

    /// <summary>Forgets series. A search that has already begun may still find them, and <see cref="FindRecent"/> for a while.</summary>
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
        Array.Clear(_recent);
        Count = kept.Length;
    }

    // Every place has a neighbour, so that two that are used in turn do not push each other out.
    private static int NeighbourOf(int place) => place ^ 1;

    private LiveSeries? FindDisplaced(ReadOnlySpan<KeyValuePair<string, object?>> tags, int place)
    {
        Entry? entry = Volatile.Read(ref _recent[NeighbourOf(place)]);
        return entry is not null && TagIdentity.AreSame(entry.Tags, tags) ? entry.Series : null;
    }

    private void Remember(Entry entry, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        // Not text that is made anew for each measurement: it would push out what is found again.
        if (TagIdentity.AreSame(entry.Tags, tags))
        {
            int place = TagIdentity.PlaceOf(tags, RecentBits);
            Volatile.Write(ref _recent[NeighbourOf(place)], Volatile.Read(ref _recent[place]));
            Volatile.Write(ref _recent[place], entry);
        }
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
            // Names are constants and values mostly come from one place: the same objects as last time.
            if (!ReferenceEquals(known[i].Value, tags[i].Value) && !IsSame(known[i].Value, tags[i].Value))
            {
                return false;
            }

            if (!ReferenceEquals(known[i].Key, tags[i].Key) && !string.Equals(known[i].Key, tags[i].Key))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSame(object? known, object? value) =>
        known is string text ? value is string other && string.Equals(text, other) : known is not null && known.Equals(value);

    private sealed class Entry(KeyValuePair<string, object?>[] tags, int hash, LiveSeries series)
    {
        public readonly KeyValuePair<string, object?>[] Tags = tags;
        public readonly int Hash = hash;
        public readonly LiveSeries Series = series;
    }
}
