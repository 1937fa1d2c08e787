using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Writes <c>precursor_ids</c>: the subsegments that had to end before this one could begin.</summary>
internal static class PrecursorBlock
{
    public static void Write(JsonBuffer json, Activity activity)
    {
        json.StartArray("precursor_ids"u8);
        int count = 0;
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (tag.Key == SegmentTags.Precursor && tag.Value is string id && count++ < XRayLimits.Precursors)
            {
                json.Value(id, XRayLimits.Id);
            }
        }

        json.EndArray();
    }
}
