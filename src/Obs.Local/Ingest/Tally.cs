using System.Collections.Concurrent;

namespace Obs.Local.Ingest;

/// <summary>Counts by name, bounded: past the bound everything new is counted under one common name.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class Tally(int bound)
{
    private const string Others = "(others)";

    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public void Add(string name, long count)
    {
        string key = _counts.ContainsKey(name) || _counts.Count < bound ? name : Others;
        _counts.AddOrUpdate(key, count, (_, sum) => sum + count);
    }

    public Dictionary<string, long> Read() => new(_counts, StringComparer.Ordinal);
}
