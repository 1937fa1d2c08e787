using System.Buffers;
using System.Numerics;

namespace Obs.Secrets;

/// <summary>Finds long words that are secrets by themselves: tokens that their issuers give a beginning of its own, JSON web tokens, and
/// secret access keys of AWS, which nothing marks.</summary>
internal static class IssuedTokens
{
    /// <summary>The shortest of them: an access key id of AWS.</summary>
    public const int Shortest = 20;

    private const int AwsSecretLength = 40;

    // Drawn at random, forty of 64 characters are about thirty different ones; words and identifiers of that length seldom reach twenty.
    private const int FewestDifferent = 22;

    private static readonly string[] Beginnings =
    [
        "AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_", "rk_live_", "npm_", "AIza",
        "eyJ",
    ];

    private static readonly SearchValues<string> AnyBeginning = SearchValues.Create(Beginnings, StringComparison.Ordinal);

    private static readonly SearchValues<char> TokenChars =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/=");

    private static readonly SearchValues<char> Base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

    public static void Find(ReadOnlySpan<char> text, ref SecretRanges ranges)
    {
        int start = 0;
        while (text.Length - start >= Shortest)
        {
            // From the right: what ends a word within the window rules out every word before it. Mostly that is a blank.
            ReadOnlySpan<char> window = text.Slice(start, Shortest);
            int end = window.LastIndexOf(' ');
            end = end < 0 ? window.LastIndexOfAnyExcept(TokenChars) : end;
            if (end >= 0)
            {
                start += end + 1;
                continue;
            }

            int length = text[start..].IndexOfAnyExcept(TokenChars) is int rest and >= 0 ? rest : text.Length - start;
            FindIn(text.Slice(start, length), start, ref ranges);
            start += length + 1;
        }
    }

    private static void FindIn(ReadOnlySpan<char> word, int offset, ref SecretRanges ranges)
    {
        int at = 0;
        while (word[at..].IndexOfAny(AnyBeginning) is int found and >= 0)
        {
            at += found;
            if (word.Length - at >= Shortest && (at == 0 || !char.IsAsciiLetterOrDigit(word[at - 1])))
            {
                ranges.Add(offset + at, offset + word.Length);
                return;
            }

            at++;
        }

        FindAwsSecrets(word, offset, ref ranges);
    }

    private static void FindAwsSecrets(ReadOnlySpan<char> word, int offset, ref SecretRanges ranges)
    {
        int at = 0;
        while (word.Length - at >= AwsSecretLength)
        {
            int run = word[at..].IndexOfAnyExcept(Base64) is int rest and >= 0 ? rest : word.Length - at;
            FindAwsSecretIn(word.Slice(at, run), offset + at, ref ranges);
            at += run + 1;
        }
    }

    private static void FindAwsSecretIn(ReadOnlySpan<char> run, int offset, ref SecretRanges ranges)
    {
        if (run.Length == AwsSecretLength)
        {
            ranges.Add(offset, LooksRandom(run) ? offset + run.Length : offset);
            return;
        }

        // A slash is one of the characters of a key, and in a path what stands around it.
        foreach (Range part in run.Split('/'))
        {
            ReadOnlySpan<char> segment = run[part];
            if (segment.Length == AwsSecretLength && LooksRandom(segment))
            {
                ranges.Add(offset + part.Start.Value, offset + part.Start.Value + segment.Length);
            }
        }
    }

    private static bool LooksRandom(ReadOnlySpan<char> text)
    {
        ulong low = 0;
        ulong high = 0;
        bool hasUpper = false;
        bool hasLower = false;
        bool hasDigit = false;
        foreach (char c in text)
        {
            hasUpper |= char.IsAsciiLetterUpper(c);
            hasLower |= char.IsAsciiLetterLower(c);
            hasDigit |= char.IsAsciiDigit(c);
            low |= c < 64 ? 1UL << c : 0;
            high |= c < 64 ? 0 : 1UL << (c - 64);
        }

        return hasUpper && hasLower && hasDigit && BitOperations.PopCount(low) + BitOperations.PopCount(high) >= FewestDifferent;
    }
}
