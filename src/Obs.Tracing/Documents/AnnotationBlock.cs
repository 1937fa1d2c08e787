using System.Diagnostics;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>Writes the <c>annotations</c> block: the values that X-Ray indexes.</summary>
internal static class AnnotationBlock
{
    public static void Write(JsonBuffer json, Activity activity, DocumentDetail detail)
    {
        json.Name("annotations"u8);
        Write(json, activity, detail.Annotation, 0, detail.Annotations);
    }

    /// <summary>Writes, as an object, the annotations that X-Ray would not index any more.</summary>
    public static void WriteRest(JsonBuffer json, Activity activity, int most) =>
        Write(json, activity, most, XRayLimits.Annotations, int.MaxValue);

    private static void Write(JsonBuffer json, Activity activity, int most, int from, int to)
    {
        json.StartObject();
        int place = -1;
        int position = 0;
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            place++;
            if (!tag.Key.StartsWith(SegmentTags.AnnotationPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            if (position >= from && position < to && !TagTwins.IsReplaced(activity, tag.Key, place))
            {
                XRayText.WriteKey(json, tag.Key.AsSpan(SegmentTags.AnnotationPrefix.Length), TagTwins.CountAlike(activity, tag.Key, place));
                ScalarValue.Write(json, SecretNames.Contains(tag.Key) ? SecretRanges.Masked : tag.Value, most);
            }

            position++;
        }

        json.EndObject();
    }
}
