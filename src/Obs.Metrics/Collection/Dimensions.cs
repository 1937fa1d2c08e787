using System.Globalization;
using Obs.Secrets;

namespace Obs.Metrics;

/// <summary>Turns tags as they come into dimensions: text, sorted by name, each name once.</summary>
internal static class Dimensions
{
    /// <summary>Longer values are cut: 255 characters is what CloudWatch shows, and a caller may send a megabyte.</summary>
    public const int MaxValueLength = 255;

    // What is looked at for secrets of a longer one.
    private const int MostRead = 8 * MaxValueLength;

    public static IReadOnlyList<KeyValuePair<string, string>> Overflow { get; } = [new("obs.overflow", "true")];

    public static KeyValuePair<string, string>[] From(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var byName = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (ref readonly KeyValuePair<string, object?> tag in tags)
        {
            // A tag without a name or a value tells nothing apart; of two with one name the later stands, as in OpenTelemetry.
            if (!string.IsNullOrEmpty(tag.Key) && tag.Value is { } value)
            {
                byName[Cut(tag.Key)] = SecretNames.Contains(tag.Key) ? SecretRanges.Masked : Readable(TextOf(value));
            }
        }

        return [.. byName];
    }

    /// <summary>Whether tags can be kept as they came, to be found again: nothing in them is large.</summary>
    public static bool AreShort(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (ref readonly KeyValuePair<string, object?> tag in tags)
        {
            if (tag.Key?.Length > MaxValueLength || tag.Value is string { Length: > MaxValueLength })
            {
                return false;
            }
        }

        return true;
    }

    private static string TextOf(object value) => value switch
    {
        string text => text,
        true => "true",
        false => "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    // Two values whose secrets alone tell them apart become one series.
    private static string Readable(string text) => Cut(SecretText.Masked(text.Length <= MostRead ? text : text[..MostRead]));

    private static string Cut(string text) => text.Length <= MaxValueLength ? text : text[..MaxValueLength];
}
