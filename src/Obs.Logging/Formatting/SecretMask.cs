using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Obs.Logging.Formatting;

/// <summary>Finds secrets inside text by what stands in front of them: the passwords and keys of connection strings, bearer tokens.</summary>
internal static class SecretMask
{
    public const string Mask = "***";

    private static readonly string[] Prefixes =
        ["password=", "pwd=", "accountkey=", "sharedaccesskey=", "secretaccesskey=", "bearer "];

    private static readonly SearchValues<string> AnyPrefix = SearchValues.Create(Prefixes, StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Ends = SearchValues.Create(";,&\"'\r\n\t )}]");

    /// <summary>The text with its secrets masked, if there are any.</summary>
    public static bool TryMask(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? masked)
    {
        masked = null;
        int found = text.IndexOfAny(AnyPrefix);
        if (found < 0)
        {
            return false;
        }

        var safe = new StringBuilder(text.Length);
        while (found >= 0)
        {
            int secret = found + PrefixAt(text[found..]).Length;
            safe.Append(text[..secret]).Append(Mask);
            text = AfterSecret(text[secret..]);
            found = text.IndexOfAny(AnyPrefix);
        }

        masked = safe.Append(text).ToString();
        return true;
    }

    private static ReadOnlySpan<char> AfterSecret(ReadOnlySpan<char> text)
    {
        // A quoted value may hold what otherwise ends one.
        if (text.Length > 0 && text[0] is '"' or '\'')
        {
            int quote = text[1..].IndexOf(text[0]);
            return quote < 0 ? [] : text[(quote + 2)..];
        }

        int end = text.IndexOfAny(Ends);
        return end < 0 ? [] : text[end..];
    }

    private static string PrefixAt(ReadOnlySpan<char> text)
    {
        foreach (string prefix in Prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return prefix;
            }
        }

        return "";
    }
}
