using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Writes the <c>metadata</c> block: values that are kept and shown, by namespace.</summary>
internal static class MetadataBlock
{
    private const string DefaultNamespace = "default";

    /// <param name="json">Where to.</param>
    /// <param name="activity">Whose tags to write.</param>
    /// <param name="route">The route that answered a request, if any.</param>
    /// <param name="annotations">How many annotations the activity has.</param>
    /// <param name="detail">How much of it to write.</param>
    public static void Write(JsonBuffer json, Activity activity, string? route, int annotations, DocumentDetail detail)
    {
        json.StartObject("metadata"u8);
        if (detail.Metadata > 0)
        {
            WriteNamespaces(json, activity, detail.Metadata);
        }

        if (detail.IsCut)
        {
            json.StartObject("obs"u8);
            json.Name("truncated"u8);
            json.Value(true);
            json.EndObject();
        }

        if (route is not null)
        {
            json.StartObject("http"u8);
            json.Name("route"u8);
            json.Value(route, XRayLimits.String);
            json.EndObject();
        }

        if (annotations > XRayLimits.Annotations && detail.Metadata > 0)
        {
            AnnotationBlock.WriteRest(json, activity, detail.Metadata);
        }

        json.EndObject();
    }

    // Tags are in the order they were set and namespaces may alternate, so each is written where it first appears.
    private static void WriteNamespaces(JsonBuffer json, Activity activity, int most)
    {
        int position = 0;
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (SegmentTags.IsMetadata(tag.Key) && IsFirstOf(activity, NamespaceOf(tag.Key), position))
            {
                WriteNamespace(json, activity, NamespaceOf(tag.Key), most);
            }

            position++;
        }
    }

    private static bool IsFirstOf(Activity activity, ReadOnlySpan<char> space, int position)
    {
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (position-- == 0)
            {
                return true;
            }

            if (SegmentTags.IsMetadata(tag.Key) && space.SequenceEqual(NamespaceOf(tag.Key)))
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteNamespace(JsonBuffer json, Activity activity, ReadOnlySpan<char> space, int most)
    {
        json.Name(space);
        json.StartObject();
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (SegmentTags.IsMetadata(tag.Key) && space.SequenceEqual(NamespaceOf(tag.Key)))
            {
                json.Name(KeyOf(tag.Key));
                MetadataValue.Write(json, tag.Value, most);
            }
        }

        json.EndObject();
    }

    // "metadata.app:key" is a value of namespace "app"; any other tag is one of the default namespace.
    private static ReadOnlySpan<char> NamespaceOf(string key) =>
        Separator(key) is var colon && colon > 0 ? key.AsSpan(SegmentTags.MetadataPrefix.Length, colon - SegmentTags.MetadataPrefix.Length)
            : DefaultNamespace;

    private static ReadOnlySpan<char> KeyOf(string key) => Separator(key) is var colon && colon > 0 ? key.AsSpan(colon + 1) : key;

    private static int Separator(string key) =>
        key.StartsWith(SegmentTags.MetadataPrefix, StringComparison.Ordinal) ? key.IndexOf(':', SegmentTags.MetadataPrefix.Length) : -1;
}
