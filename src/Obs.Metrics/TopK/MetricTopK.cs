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
    internal static MetricTopK Merge(IReadOnlyList<MetricTopK> parts)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        long floors = parts.Sum(static p => p.Floor);
        var counts = new Dictionary<string, (long Count, long Error)>(StringComparer.Ordinal);
        foreach (MetricTopK part in parts)
        {
            foreach (TopKEntry entry in part.Entries)
            {
                // A key is taken to have been as frequent as possible wherever it is missing; where it is there, the floor goes away again.
                (long count, long error) = counts.GetValueOrDefault(entry.Key, (floors, floors));
                counts[entry.Key] = (count + entry.Count - part.Floor, error + entry.Error - part.Floor);
            }
        }

        TopKEntry[] sorted = Sort(counts.Select(static c => new TopKEntry(c.Key, c.Value.Count, c.Value.Error)));
        int kept = Math.Min(sorted.Length, parts[0].Capacity);
        long floor = kept < sorted.Length ? Math.Max(floors, sorted[kept].Count) : floors;
        return new MetricTopK(parts[0].Name, parts[0].Capacity, parts.Sum(static p => p.Total), floor, sorted[..kept]);
    }

    // Of two alike the name decides, so that a report is the same each time.
    internal static TopKEntry[] Sort(IEnumerable<TopKEntry> entries) =>
        [.. entries.OrderByDescending(static e => e.Count).ThenBy(static e => e.Key, StringComparer.Ordinal)];
}
