using System.Buffers;

namespace Obs.Secrets;

/// <summary>Finds secrets inside text by what they look like, or by what stands in front of them.</summary>
/// <remarks>Compiled into every package that lets text out: none needs another for it, and what is a secret in one is one in all.</remarks>
internal static class SecretText
{
    // "pwd=x"
    private const int Shortest = 5;

    private const int MostOnStack = 256;

    /// <summary>The text with its secrets masked; the same if there are none.</summary>
    public static string Masked(string text) => Mask(text) ?? text;

    /// <summary>The text with its secrets masked; null if there are none.</summary>
    public static string? Mask(ReadOnlySpan<char> text)
    {
        if (text.Length < Shortest)
        {
            return null;
        }

        var ranges = new SecretRanges(text);
        Find(text, ref ranges);
        if (PercentText.HasEscape(text))
        {
            FindEscaped(text, ref ranges);
        }

        return ranges.Mask();
    }

    /// <summary>The text with what is a secret by itself masked, whatever stands in front of it; the same if there is none.</summary>
    public static string WithoutTokens(string text)
    {
        var ranges = new SecretRanges(text);
        CardNumbers.Find(text, ref ranges);
        IssuedTokens.Find(text, ref ranges);
        return ranges.Mask() ?? text;
    }

    private static void Find(ReadOnlySpan<char> text, ref SecretRanges ranges)
    {
        MarkedSecrets.Find(text, ref ranges);
        CardNumbers.Find(text, ref ranges);
        IssuedTokens.Find(text, ref ranges);
    }

    // As the text is meant; what is found there is masked where it stands.
    private static void FindEscaped(ReadOnlySpan<char> text, ref SecretRanges ranges)
    {
        bool isShort = text.Length <= MostOnStack;
        char[] rented = isShort ? [] : ArrayPool<char>.Shared.Rent(text.Length);
        int[] rentedPlaces = isShort ? [] : ArrayPool<int>.Shared.Rent(text.Length + 1);
        Span<char> characters = isShort ? stackalloc char[MostOnStack] : rented;
        Span<int> places = isShort ? stackalloc int[MostOnStack + 1] : rentedPlaces;

        int count = PercentText.Decode(text, characters, places);
        var found = new SecretRanges(characters[..count]);
        Find(characters[..count], ref found);
        foreach ((int start, int end) in found.All)
        {
            ranges.Add(places[start], places[end]);
        }

        if (!isShort)
        {
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
            ArrayPool<int>.Shared.Return(rentedPlaces);
        }
    }
}
