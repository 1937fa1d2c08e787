using System.Diagnostics;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>Writes the <c>annotations</c> block: the values that X-Ray indexes.</summary>
internal static class AnnotationBlock
{
    /// <param name="json">Where to.</param>
    /// <param name="activity">Whose annotations.</param>
    /// <param name="count">How many it has.</param>
    /// <param name="detail">How much of them to write.</param>
    public static void Write(JsonBuffer json, Activity activity, int count, DocumentDetail detail)
    {
        json.Name("annotations"u8);
        Write(json, activity, count, detail.Annotation, ..detail.Annotations);
    }

    /// <summary>Writes, as an object, the annotations that X-Ray would not index any more.</summary>
    public static void WriteRest(JsonBuffer json, Activity activity, int count, int most) =>
        Write(json, activity, count, most, XRayLimits.Annotations..);

    private static void Write(JsonBuffer json, Activity activity, int count, int most, Range range)
    {
        json.StartObject();
        string?[]? names = AnnotationNames.Of(activity, count);
        (int from, int to) = (range.Start.GetOffset(count), Math.Min(count, range.End.GetOffset(count)));
        int position = 0;
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (!tag.Key.StartsWith(SegmentTags.AnnotationPrefix, StringComparison.Ordinal))
            {
                continue;
            }

            if (position >= from && position < to && (names is null || names[position] is not null))
            {
                XRayText.WriteKey(json, names is null ? tag.Key.AsSpan(SegmentTags.AnnotationPrefix.Length) : names[position]);
                ScalarValue.Write(json, SecretNames.Contains(tag.Key) ? SecretRanges.Masked : tag.Value, most);
            }

            position++;
        }

        json.EndObject();
    }
}
