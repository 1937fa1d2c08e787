namespace Obs.Metrics;

/// <summary>The tags of an instrument that tell its series apart.</summary>
internal sealed class TagFilter(IEnumerable<string> names)
{
    private readonly string[] _names = [.. names];

    /// <summary>Whether two filters keep the same tags; null keeps all.</summary>
    public static bool AreSame(TagFilter? one, TagFilter? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && one._names.AsSpan().SequenceEqual(other._names));

    /// <summary>Copies the tags to keep, in the order in which they come, and says how many they are.</summary>
    public int Keep(ReadOnlySpan<KeyValuePair<string, object?>> tags, Span<KeyValuePair<string, object?>> kept)
    {
        int count = 0;
        foreach (ref readonly KeyValuePair<string, object?> tag in tags)
        {
            if (count < kept.Length && Array.IndexOf(_names, tag.Key) >= 0)
            {
                kept[count++] = tag;
            }
        }

        return count;
    }
}
