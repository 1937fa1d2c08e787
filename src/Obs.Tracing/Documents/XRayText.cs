using System.Buffers;

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
