using System.Collections;

namespace Obs.Tracing;

/// <summary>Keeps what a collection or an object holds now: by the time a segment is written the application may be changing it.</summary>
internal static class MetadataSnapshot
{
    // A tag of null is none.
    private static readonly JsonFragment Null = new("null"u8.ToArray());

    public static object Of(object? value)
    {
        if (value is null)
        {
            return Null;
        }

        if (value is string or not IEnumerable && !ObjectMembers.Has(value))
        {
            return value;
        }

        var json = new JsonBuffer();
        MetadataValue.Write(json, value, XRayLimits.DocumentBytes);
        return new JsonFragment(json.Written.ToArray());
    }
}
