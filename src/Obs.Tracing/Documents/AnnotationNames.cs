using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>The names under which annotations are written, where some of their keys would become one by X-Ray's rules.</summary>
/// <remarks>A key that X-Ray allows is written as it is; of the others each gets the first number that leads to a name nobody has, in the
/// order they were set: <c>order id</c>, <c>order-id</c> and <c>order_id_2</c> become <c>order_id</c>, <c>order_id_3</c> and
/// <c>order_id_2</c>. Of a key that was added twice the last value counts.</remarks>
internal static class AnnotationNames
{
    private const int FirstNumber = 2;

    /// <summary>The names, one for each annotation in the order of the tags; null for one whose value a later tag replaces.</summary>
    /// <param name="activity">Whose annotations.</param>
    /// <param name="count">How many it has.</param>
    /// <returns>Null, and no memory taken, when no two of a usual number are alike: then each is written by its own key.</returns>
    public static string?[]? Of(Activity activity, int count) =>
        count > XRayLimits.Annotations || AnyAlike(activity) ? Choose(activity, count) : null;

    private static bool AnyAlike(Activity activity)
    {
        int place = 0;
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (TryGetKey(tag.Key, out ReadOnlySpan<char> key) && IsAlikeOneBefore(activity, key, place))
            {
                return true;
            }

            place++;
        }

        return false;
    }

    private static bool IsAlikeOneBefore(Activity activity, ReadOnlySpan<char> key, int place)
    {
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (place-- == 0)
            {
                break;
            }

            if (TryGetKey(tag.Key, out ReadOnlySpan<char> other) && XRayText.AreOneKey(key, other))
            {
                return true;
            }
        }

        return false;
    }

    private static string?[] Choose(Activity activity, int count)
    {
        string[] keys = KeysOf(activity, count);
        string?[] names = new string?[count];
        HashSet<string> taken = new(StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = count - 1; i >= 0; i--)
        {
            names[i] = seen.Add(keys[i]) ? XRayText.KeyOf(keys[i]) : null;
        }

        // Who needs no other name than the own one comes first, wherever it was set; then whoever comes to a free one.
        bool[] isSettled = new bool[count];
        for (int i = 0; i < count; i++)
        {
            isSettled[i] = names[i] is null || (names[i] == keys[i] && taken.Add(keys[i]));
        }

        for (int i = 0; i < count; i++)
        {
            isSettled[i] = isSettled[i] || taken.Add(names[i]!);
        }

        Dictionary<string, int> next = new(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            if (!isSettled[i])
            {
                names[i] = Number(names[i]!, taken, next);
            }
        }

        return names;
    }

    // Where a key has got to is kept: as many as are alike would else try each other's numbers again.
    private static string Number(string key, HashSet<string> taken, Dictionary<string, int> next)
    {
        int number = next.GetValueOrDefault(key, FirstNumber);
        string name = XRayText.Numbered(key, number++);
        while (!taken.Add(name))
        {
            name = XRayText.Numbered(key, number++);
        }

        next[key] = number;
        return name;
    }

    private static string[] KeysOf(Activity activity, int count)
    {
        string[] keys = new string[count];
        int found = 0;
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            if (found < count && TryGetKey(tag.Key, out ReadOnlySpan<char> key))
            {
                keys[found++] = key.ToString();
            }
        }

        Array.Fill(keys, "", found, count - found);
        return keys;
    }

    private static bool TryGetKey(string tag, out ReadOnlySpan<char> key)
    {
        bool isAnnotation = tag.StartsWith(SegmentTags.AnnotationPrefix, StringComparison.Ordinal);
        key = isAnnotation ? tag.AsSpan(SegmentTags.AnnotationPrefix.Length) : default;
        return isAnnotation;
    }
}
