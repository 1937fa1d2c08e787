using System.Collections;
using System.Globalization;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>Writes a value of any type into metadata, bounded in depth and number of items.</summary>
internal static class MetadataValue
{
    /// <summary>Writes a value that may run foreign code when it is read; whatever that throws becomes the value.</summary>
    public static void Write(JsonBuffer json, object? value, int most)
    {
        int start = json.Length;
        try
        {
            Write(json, value, most, 0);
        }
        catch (Exception exception)
        {
            json.Rewind(start);
            json.Value($"({exception.GetType().Name})");
        }
    }

    private static void Write(JsonBuffer json, object? value, int most, int depth)
    {
        switch (value)
        {
            case JsonFragment fragment when fragment.Utf8.Length <= most:
                json.Raw(fragment.Utf8);
                break;
            case JsonFragment:
                json.Value("(cut)");
                break;
            case not string when (value is IEnumerable || ObjectMembers.Has(value)) && (depth >= XRayLimits.MetadataDepth || IsFull(json)):
                json.Value("…");
                break;
            case Enum constant:
                json.Value(Convert.ToInt64(constant, CultureInfo.InvariantCulture));
                break;
            case IDictionary map:
                WriteMap(json, map, most, depth + 1);
                break;
            case IEnumerable items when value is not string:
                WriteItems(json, items, most, depth + 1);
                break;
            case not null when ObjectMembers.Has(value):
                WriteMembers(json, value, most, depth + 1);
                break;
            default:
                ScalarValue.Write(json, value, most);
                break;
        }
    }

    // Nobody would read more of it, and a value that holds itself several times would never end.
    private static bool IsFull(JsonBuffer json) => json.Length > XRayLimits.DocumentBytes;

    private static void WriteMap(JsonBuffer json, IDictionary map, int most, int depth)
    {
        json.StartObject();
        HashSet<string> names = new(StringComparer.Ordinal);
        int count = 0;
        foreach (DictionaryEntry entry in map)
        {
            if (count++ >= XRayLimits.MetadataItems || IsFull(json))
            {
                json.Name("…");
                json.Value("…");
                break;
            }

            string name = entry.Key.ToString() ?? "";
            json.Name(Unique(SecretText.Masked(name), names).AsSpan());
            Write(json, SecretNames.Contains(name) ? SecretRanges.Masked : entry.Value, most, depth);
        }

        json.EndObject();
    }

    // Different keys may have one text, or one once their secrets are masked.
    private static string Unique(string name, HashSet<string> names)
    {
        name = XRayText.WellFormed(name);
        while (!names.Add(name))
        {
            name += "_2";
        }

        return name;
    }

    private static void WriteMembers(JsonBuffer json, object value, int most, int depth)
    {
        json.StartObject();
        foreach (ObjectMember member in ObjectMembers.Of(value))
        {
            json.Name(member.Name.AsSpan());
            Write(json, member.IsSecret ? SecretRanges.Masked : member.Read(value), most, depth);
        }

        json.EndObject();
    }

    private static void WriteItems(JsonBuffer json, IEnumerable items, int most, int depth)
    {
        json.StartArray();
        int count = 0;
        foreach (object? item in items)
        {
            if (count++ >= XRayLimits.MetadataItems || IsFull(json))
            {
                json.Value("…");
                break;
            }

            Write(json, item, most, depth);
        }

        json.EndArray();
    }
}
