using System.Diagnostics;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>Writes the <c>metadata</c> block: values that are kept and shown, by namespace.</summary>
internal static class MetadataBlock
{
    private const string DefaultNamespace = "default";
    private const string Truncated = "truncated";

    // The application's namespaces hold no colon (TagNames), so that these two are never one of them.
    private const string AnnotationsNamespace = "obs:annotations";
    private const string LinksNamespace = "obs:links";

    /// <param name="json">Where to.</param>
    /// <param name="activity">Whose tags to write.</param>
    /// <param name="facts">What we know of the segment; nothing for a subsegment.</param>
    /// <param name="annotations">How many annotations the activity has.</param>
    /// <param name="links">How many links the activity has.</param>
    /// <param name="detail">How much of it to write.</param>
    public static void Write(
        JsonBuffer json, Activity activity, in SegmentFacts facts, int annotations, int links, DocumentDetail detail)
    {
        json.StartObject("metadata"u8);
        if (detail.Metadata > 0)
        {
            WriteNamespaces(json, activity, facts, detail);
        }

        if (detail.IsCut)
        {
            StartNamespace(json, SegmentFacts.OwnNamespace);
            json.Name(Truncated.AsSpan());
            json.Value(true);
            EndNamespace(json, activity, SegmentFacts.OwnNamespace, Truncated, detail.Metadata);
        }

        WriteFact(json, activity, SegmentFacts.HttpNamespace, "route", facts.Route, detail.Metadata);
        WriteFact(json, activity, SegmentFacts.ServiceNamespace, "environment", facts.Environment, detail.Metadata);
        if (annotations > XRayLimits.Annotations && detail.Metadata > 0)
        {
            json.Name(AnnotationsNamespace);
            AnnotationBlock.WriteRest(json, activity, annotations, detail.Metadata);
        }

        if (links > detail.Links)
        {
            StartNamespace(json, LinksNamespace);
            json.Name("total"u8);
            json.Value((long)links);
            json.EndObject();
        }

        json.EndObject();
    }

    private static void WriteFact(JsonBuffer json, Activity activity, string space, string key, string? value, int most)
    {
        if (value is not null)
        {
            StartNamespace(json, space);
            json.Name(key.AsSpan());
            json.Value(value, XRayLimits.String);
            EndNamespace(json, activity, space, key, most);
        }
    }

    // Tags are in the order they were set and namespaces may alternate, so each is written where it first appears.
    private static void WriteNamespaces(JsonBuffer json, Activity activity, in SegmentFacts facts, DocumentDetail detail)
    {
        int position = 0;
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (SegmentTags.IsMetadata(tag.Key) && !facts.Fills(NamespaceOf(tag.Key), detail.IsCut) && IsFirstOf(
                activity, NamespaceOf(tag.Key), position))
            {
                StartNamespace(json, NamespaceOf(tag.Key));
                EndNamespace(json, activity, NamespaceOf(tag.Key), taken: null, detail.Metadata);
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

    private static void StartNamespace(JsonBuffer json, ReadOnlySpan<char> space)
    {
        json.Name(space);
        json.StartObject();
    }

    // The application's own values of the namespace come last, so that one name never stands twice in a document.
    private static void EndNamespace(JsonBuffer json, Activity activity, ReadOnlySpan<char> space, string? taken, int most)
    {
        if (most > 0)
        {
            int position = -1;
            foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
            {
                position++;
                if (SegmentTags.IsMetadata(tag.Key) && space.SequenceEqual(NamespaceOf(tag.Key)) && !KeyOf(tag.Key).SequenceEqual(taken)
                    && !IsReplaced(activity, tag.Key, position))
                {
                    json.Name(KeyOf(tag.Key));
                    MetadataValue.Write(json, SecretNames.Contains(tag.Key) ? SecretRanges.Masked : tag.Value, most);
                }
            }
        }

        json.EndObject();
    }

    // A later tag of the same name counts, also where one is a value of the default namespace and the other any tag.
    private static bool IsReplaced(Activity activity, string key, int position)
    {
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (position-- < 0 && SegmentTags.IsMetadata(tag.Key) && KeyOf(tag.Key).SequenceEqual(KeyOf(key))
                && NamespaceOf(tag.Key).SequenceEqual(NamespaceOf(key)))
            {
                return true;
            }
        }

        return false;
    }

    // "metadata.app:key" is a value of namespace "app"; any other tag is one of the default namespace.
    private static ReadOnlySpan<char> NamespaceOf(string key) =>
        Separator(key) is var colon && colon > 0 ? key.AsSpan(SegmentTags.MetadataPrefix.Length, colon - SegmentTags.MetadataPrefix.Length)
            : DefaultNamespace;

    private static ReadOnlySpan<char> KeyOf(string key) => Separator(key) is var colon && colon > 0 ? key.AsSpan(colon + 1) : key;

    private static int Separator(string key) =>
        key.StartsWith(SegmentTags.MetadataPrefix, StringComparison.Ordinal) ? key.IndexOf(':', SegmentTags.MetadataPrefix.Length) : -1;
}
