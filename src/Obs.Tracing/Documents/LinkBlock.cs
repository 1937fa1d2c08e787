using System.Diagnostics;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>Writes <c>links</c>: the other traces that a piece of work belongs to, such as those of the messages of a batch.</summary>
/// <remarks>The form is the one the OpenTelemetry collector's X-Ray exporter writes.</remarks>
internal static class LinkBlock
{
    /// <returns>How many links the activity has, written or not.</returns>
    public static int Write(JsonBuffer json, Activity activity, DocumentDetail detail)
    {
        int count = 0;
        foreach (ref readonly ActivityLink link in activity.EnumerateLinks())
        {
            if (count == 0)
            {
                json.StartArray("links"u8);
            }

            if (count++ < detail.Links)
            {
                Write(json, link, detail);
            }
        }

        if (count > 0)
        {
            json.EndArray();
        }

        return count;
    }

    private static void Write(JsonBuffer json, in ActivityLink link, DocumentDetail detail)
    {
        json.StartObject();
        json.Name("trace_id"u8);
        json.TraceId(link.Context.TraceId);
        if (link.Context.SpanId != default && link.Context.SpanId.ToNumber() != TraceParent.NoParent)
        {
            json.Name("id"u8);
            json.Value(link.Context.SpanId.ToHexString());
        }

        int attributes = 0;
        foreach (ref readonly KeyValuePair<string, object?> tag in link.EnumerateTagObjects())
        {
            if (attributes == detail.LinkAttributes)
            {
                break;
            }

            if (attributes++ == 0)
            {
                json.StartObject("attributes"u8);
            }

            XRayText.WriteKey(json, tag.Key);
            ScalarValue.Write(json, SecretNames.Contains(tag.Key) ? SecretRanges.Masked : tag.Value, detail.Annotation);
        }

        if (attributes > 0)
        {
            json.EndObject();
        }

        json.EndObject();
    }
}
