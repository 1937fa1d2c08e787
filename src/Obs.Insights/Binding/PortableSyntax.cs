using System.Collections.Frozen;
using System.Text;

namespace Obs.Insights.Binding;

/// <summary>Forms of regular expressions that the service's engine has and the platform's writes differently: <c>[[:alpha:]]</c> and
/// <c>(?P&lt;name&gt;…)</c>.</summary>
internal static class PortableSyntax
{
    private const string NamedGroup = "(?P<";
    private const string ClassStart = "[:";
    private const string ClassEnd = ":]";

    // What stands between the brackets of a set, and of its complement.
    private static readonly FrozenDictionary<string, string> Classes = new Dictionary<string, string>
    {
        ["alpha"] = "a-zA-Z",
        ["digit"] = "0-9",
        ["alnum"] = "a-zA-Z0-9",
        ["upper"] = "A-Z",
        ["lower"] = "a-z",
        ["space"] = @"\s",
        ["blank"] = @" \t",
        ["punct"] = @"!-/:-@\[-`{-~",
        ["xdigit"] = "0-9A-Fa-f",
        ["word"] = "a-zA-Z0-9_",
        ["cntrl"] = @"\x00-\x1F\x7F",
        ["print"] = @"\x20-\x7E",
        ["graph"] = @"\x21-\x7E",
        ["^alpha"] = @"\x00-@\[-`{-\uFFFF",
        ["^digit"] = @"\x00-/:-\uFFFF",
        ["^alnum"] = @"\x00-/:-@\[-`{-\uFFFF",
        ["^upper"] = @"\x00-@\[-\uFFFF",
        ["^lower"] = @"\x00-`{-\uFFFF",
        ["^space"] = @"\S",
        ["^punct"] = @"\x00-\x200-9A-Za-z\x7F-\uFFFF",
        ["^word"] = @"\x00-/:-@\[-^`{-\uFFFF",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Translate(string pattern)
    {
        if (!pattern.Contains(ClassStart, StringComparison.Ordinal) && !pattern.Contains(NamedGroup, StringComparison.Ordinal))
        {
            return pattern;
        }

        var text = new StringBuilder(pattern.Length);
        bool isInSet = false;
        for (int at = 0; at < pattern.Length;)
        {
            ReadOnlySpan<char> rest = pattern.AsSpan(at);
            if (isInSet && TryReadClass(rest, out string? members, out int length))
            {
                text.Append(members);
                at += length;
                continue;
            }

            if (!isInSet && rest.StartsWith(NamedGroup))
            {
                text.Append("(?<");
                at += NamedGroup.Length;
                continue;
            }

            // What is escaped is taken along; so is a bracket that stands first in a set, where it does not end it.
            int taken = rest[0] == '\\' ? Math.Min(2, rest.Length) : rest[0] == '[' && !isInSet ? LengthOfSetStart(rest) : 1;
            isInSet = rest[0] == '[' ? true : isInSet && rest[0] != ']';
            text.Append(rest[..taken]);
            at += taken;
        }

        return text.ToString();
    }

    private static int LengthOfSetStart(ReadOnlySpan<char> rest)
    {
        int length = rest.StartsWith("[^") ? 2 : 1;
        return length < rest.Length && rest[length] == ']' ? length + 1 : length;
    }

    private static bool TryReadClass(ReadOnlySpan<char> rest, out string? members, out int length)
    {
        members = null;
        length = 0;
        int end = rest.StartsWith(ClassStart) ? rest.IndexOf(ClassEnd) : -1;
        if (end < 0 || !Classes.TryGetValue(rest[ClassStart.Length..end].ToString(), out members))
        {
            return false;
        }

        length = end + ClassEnd.Length;
        return true;
    }
}
