namespace Obs.Metrics;

/// <summary>The keys that one top-k metric counted most often in one window. Immutable.</summary>
/// <remarks>Space-Saving (Metwally, Agrawal, El Abbadi 2005): a key that makes up more than the total divided by the capacity is always
/// among the entries. Merged sketches keep that promise (Agarwal et al. 2012).</remarks>
public sealed class MetricTopK
{
    internal MetricTopK(string name, int capacity, long total, long floor, TopKEntry[] entries)
    {
        Name = name;
        Capacity = capacity;
        Total = total;
        Floor = floor;
        Entries = entries;
    }

    /// <summary>The metric's name.</summary>
    public string Name { get; }

    /// <summary>The exact sum over all keys.</summary>
    public long Total { get; }

    /// <summary>The most frequent keys, the highest count first.</summary>
    public IReadOnlyList<TopKEntry> Entries { get; }

    /// <summary>How often a key that is not among the entries was counted, at most.</summary>
    public long Floor { get; }

    internal int Capacity { get; }

    /// <summary>One ranking of several windows or threads: counts add, and what a sketch may have forgotten adds to the error.</summary>
    internal static MetricTopK Merge(IReadOnlyList<MetricTopK> parts) => Merge(parts, parts[0].Capacity);

    /// <summary>The same with no more than <paramref name="most"/> entries, where there is something to merge.</summary>
    internal static MetricTopK Merge(IReadOnlyList<MetricTopK> parts, int most)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        int keys = 0;
        long floors = 0;
        long total = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            keys += parts[i].Entries.Count;
            floors += parts[i].Floor;
            total += parts[i].Total;
        }

        using var merger = new TopKMerger(keys, floors);
        for (int i = 0; i < parts.Count; i++)
        {
            merger.Add(parts[i]);
        }

        TopKEntry[] entries = merger.Take(most, out long next);
        return new MetricTopK(parts[0].Name, parts[0].Capacity, total, Math.Max(floors, next), entries);
    }

    // Of two alike the name decides, so that a report is the same each time.
    internal static TopKEntry[] Sort(IEnumerable<TopKEntry> entries) =>
        [.. entries.OrderByDescending(static e => e.Count).ThenBy(static e => e.Key, StringComparer.Ordinal)];
}
