using System.Collections.Concurrent;

namespace Obs.Tracing;

/// <summary>Names of the tags that carry annotations and metadata, made once for each key.</summary>
/// <remarks>The prefixes are the ones the OpenTelemetry collector's X-Ray exporter knows. Thread safety: any thread.</remarks>
internal static class TagNames
{
    // Keys are meant to be a few constants; beyond this many, someone makes them up as they go and each costs its string.
    private const int MaxKept = 1_024;

    // Longer ones are only work: a document cuts them anyway.
    private const int MaxLength = 512;

    private static readonly ConcurrentDictionary<string, string> Annotations = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<(string Space, string Key), string> MetadataNames = new();

    public static string Annotation(string? key)
    {
        key = Cut(key);
        if (!Annotations.TryGetValue(key, out string? name))
        {
            name = SegmentTags.AnnotationPrefix + key;
            if (Annotations.Count < MaxKept)
            {
                Annotations.TryAdd(key, name);
            }
        }

        return name;
    }

    public static string Metadata(string? space, string? key)
    {
        space = string.IsNullOrEmpty(space) ? "default" : Cut(space);
        key = Cut(key);
        if (!MetadataNames.TryGetValue((space, key), out string? name))
        {
            name = $"{SegmentTags.MetadataPrefix}{Free(space).Replace(':', '_')}:{Free(key)}";
            if (MetadataNames.Count < MaxKept)
            {
                MetadataNames.TryAdd((space, key), name);
            }
        }

        return name;
    }

    // Names that begin so are reserved for AWS.
    private static string Free(string name) => name.StartsWith("AWS.", StringComparison.Ordinal) ? $"AWS_{name.AsSpan(4)}" : name;

    private static string Cut(string? text) => XRayText.WellFormed(text is { Length: > MaxLength } ? text[..MaxLength] : text ?? "");
}
