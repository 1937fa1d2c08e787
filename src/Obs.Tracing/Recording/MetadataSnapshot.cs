using System.Collections;

namespace Obs.Tracing;

/// <summary>Keeps what a collection holds now: by the time a segment is written the application may be changing it.</summary>
internal static class MetadataSnapshot
{
    public static object? Of(object? value)
    {
        if (value is string or not IEnumerable)
        {
            return value;
        }

        var json = new JsonBuffer();
        MetadataValue.Write(json, value, XRayLimits.MetadataString);
        return new JsonFragment(json.Written.ToArray());
    }
}
