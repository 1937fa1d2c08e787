using System.Buffers;
using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>The fields of a trace header that mean something to somebody else, such as the <c>Lineage</c> by which AWS Lambda notices
/// loops: what came with a request goes on with its calls.</summary>
/// <remarks>Only short fields of harmless characters, and not <c>Self</c>, which a load balancer writes about itself. Thread safety: every
/// member may be called from any thread.</remarks>
internal static class OtherFields
{
    private const string Property = "obs.trace_header";
    private const int MaxLength = 256;

    private static readonly SearchValues<char> Harmless =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:|/+*@~");

    /// <summary>Whether a key is none of those that are read here or end here.</summary>
    public static bool Has(ReadOnlySpan<char> key) =>
        !key.IsEmpty && !Is(key, "Root") && !Is(key, "Parent") && !Is(key, "Sampled") && !Is(key, "Self");

    /// <summary>Reads them as they are appended to a header, <c>;Lineage=…</c>, each with its semicolon.</summary>
    /// <returns>Null when there are none, or none that may go on.</returns>
    public static string? Read(ReadOnlySpan<char> header)
    {
        Span<char> kept = stackalloc char[MaxLength];
        int length = 0;
        for (ReadOnlySpan<char> rest = TraceHeaderParser.Readable(header); !rest.IsEmpty;)
        {
            ReadOnlySpan<char> value = TraceHeaderParser.NextField(ref rest, out ReadOnlySpan<char> key);
            bool fits = length + key.Length + value.Length + 2 <= MaxLength;
            if (fits && Has(key) && !value.IsEmpty && !key.ContainsAnyExcept(Harmless) && !value.ContainsAnyExcept(Harmless))
            {
                kept[length] = ';';
                key.CopyTo(kept[(length + 1)..]);
                length += key.Length + 1;
                kept[length] = '=';
                value.CopyTo(kept[(length + 1)..]);
                length += value.Length + 1;
            }
        }

        return length == 0 ? null : kept[..length].ToString();
    }

    /// <summary>Keeps them with the activity that answers a request.</summary>
    public static void Keep(Activity activity, string header)
    {
        if (Read(header) is { } fields)
        {
            activity.SetCustomProperty(Property, fields);
        }
    }

    /// <summary>What was kept with an activity or one that it is part of.</summary>
    public static string? Of(Activity? activity)
    {
        while (activity is not null)
        {
            if (activity.GetCustomProperty(Property) is string fields)
            {
                return fields;
            }

            activity = activity.Parent;
        }

        return null;
    }

    private static bool Is(ReadOnlySpan<char> key, string name) => key.Equals(name, StringComparison.OrdinalIgnoreCase);
}
