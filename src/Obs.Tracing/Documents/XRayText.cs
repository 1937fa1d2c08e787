using System.Buffers;
using System.Globalization;
using System.Text;

namespace Obs.Tracing;

/// <summary>Names and keys as X-Ray allows them: what it does not allow becomes an underscore, what is too long is cut with a
/// mark.</summary>
internal static class XRayText
{
    private const string Cut = "...";
    private const string NameSymbols = "_.:/%&#=+\\-@";

    private static readonly SearchValues<char> PlainName =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 " + NameSymbols);

    private static readonly SearchValues<char> PlainKey =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.");

    public static void WriteName(JsonBuffer json, ReadOnlySpan<char> name)
    {
        json.StartString();
        Write(
            json, name, XRayLimits.Name, PlainName, static c => char.IsLetterOrDigit(c) || char.IsWhiteSpace(c) || NameSymbols.Contains(c));
        json.EndString();
    }

    /// <summary>Begins a property whose name is the key.</summary>
    public static void WriteKey(JsonBuffer json, ReadOnlySpan<char> key)
    {
        json.StartString();
        Write(json, key, XRayLimits.AnnotationKey, PlainKey, static _ => false);
        json.EndName();
    }

    /// <summary>The key as <see cref="WriteKey"/> writes it.</summary>
    public static string KeyOf(string key)
    {
        string name = key.Length > XRayLimits.AnnotationKey ? key[..(XRayLimits.AnnotationKey - Cut.Length)] + Cut : key;
        return name.Length == 0 ? "_"
            : name.AsSpan().ContainsAnyExcept(PlainKey) ? string.Create(name.Length, name, static (text, name) =>
            {
                for (int i = 0; i < text.Length; i++)
                {
                    text[i] = Plain(name[i]);
                }
            })
            : name;
    }

    /// <summary>A key that X-Ray allows with a number that tells it from another.</summary>
    public static string Numbered(string key, int number)
    {
        const int RoomForNumber = 12;
        int most = XRayLimits.AnnotationKey - RoomForNumber;
        return key.Length > most
            ? string.Create(CultureInfo.InvariantCulture, $"{key.AsSpan(0, most - Cut.Length)}{Cut}_{number}")
            : string.Create(CultureInfo.InvariantCulture, $"{key}_{number}");
    }

    /// <summary>The text as it is written: half a surrogate pair becomes U+FFFD, so that names that differ in it are one.</summary>
    public static string WellFormed(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>Whether two keys become the same by X-Ray's rules.</summary>
    public static bool AreOneKey(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        bool areCut = one.Length > XRayLimits.AnnotationKey && other.Length > XRayLimits.AnnotationKey;
        if (!areCut && one.Length != other.Length)
        {
            return one.Length + other.Length == 1 && Plain(one.IsEmpty ? other[0] : one[0]) == '_'; // As which nothing is written too.
        }

        int length = areCut ? XRayLimits.AnnotationKey - Cut.Length : one.Length;
        for (int i = 0; i < length; i++)
        {
            if (one[i] != other[i] && Plain(one[i]) != Plain(other[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static char Plain(char c) => PlainKey.Contains(c) ? c : '_';

    // A mark made of dots: an ellipsis is not a character of the allowed set.
    private static void Write(JsonBuffer json, ReadOnlySpan<char> text, int most, SearchValues<char> plain, Func<char, bool> allowed)
    {
        bool cut = text.Length > most;
        text = cut ? text[..(most - Cut.Length)] : text;
        if (text.IsEmpty)
        {
            json.Text("_");
        }

        while (!text.IsEmpty)
        {
            int odd = text.IndexOfAnyExcept(plain);
            json.Text(odd < 0 ? text : text[..odd]);
            if (odd < 0)
            {
                break;
            }

            json.Text(allowed(text[odd]) ? text.Slice(odd, 1) : "_");
            text = text[(odd + 1)..];
        }

        json.Text(cut ? Cut : "");
    }
}
