using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Tags that would have one name in a document: JSON with a name that stands twice is read differently by everybody.</summary>
internal static class TagTwins
{
    /// <summary>Whether a later tag has the same key (<see cref="Activity.AddTag(string, object?)"/> allows that): then that one
    /// counts.</summary>
    public static bool IsReplaced(Activity activity, string key, int position)
    {
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (position-- < 0 && tag.Key == key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many annotations before this one have another key that X-Ray's rules turn into the same.</summary>
    public static int CountAlike(Activity activity, string key, int position)
    {
        int alike = 0;
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (position-- == 0)
            {
                break;
            }

            if (tag.Key != key && tag.Key.StartsWith(SegmentTags.AnnotationPrefix, StringComparison.Ordinal)
                && XRayText.AreOneKey(tag.Key.AsSpan(SegmentTags.AnnotationPrefix.Length), key.AsSpan(SegmentTags.AnnotationPrefix.Length)))
            {
                alike++;
            }
        }

        return alike;
    }
}
