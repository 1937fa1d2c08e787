using System.Text;

namespace Obs.Local.Aws.Logs;

/// <summary>The simple part of the filter pattern language: words and quoted phrases, all of which must occur.</summary>
internal static class FilterPattern
{
    private const int MaxLength = 1_024;

    /// <exception cref="AwsException">The pattern uses more of the language; it is refused rather than half understood.</exception>
    public static IReadOnlyList<string> Terms(string? pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern))
        {
            return [];
        }

        if (pattern.Length > MaxLength)
        {
            throw AwsException.LogsParameter($"filterPattern has at most {MaxLength} characters; found {pattern.Length}.");
        }

        List<string> terms = [];
        for (int at = 0; at < pattern.Length;)
        {
            if (char.IsWhiteSpace(pattern[at]))
            {
                at++;
            }
            else
            {
                terms.Add(pattern[at] == '"' ? Quoted(pattern, ref at) : Word(pattern, ref at));
            }
        }

        return terms;
    }

    private static string Quoted(string pattern, ref int at)
    {
        var term = new StringBuilder();
        for (at++; at < pattern.Length && pattern[at] != '"'; at++)
        {
            at += pattern[at] == '\\' && at + 1 < pattern.Length ? 1 : 0;
            term.Append(pattern[at]);
        }

        if (at == pattern.Length || term.Length == 0)
        {
            throw AwsException.LogsParameter("Invalid filter pattern: a quoted term is empty or has no end.");
        }

        at++;
        return term.ToString();
    }

    private static string Word(string pattern, ref int at)
    {
        int start = at;
        while (at < pattern.Length && (char.IsAsciiLetterOrDigit(pattern[at]) || pattern[at] == '_'))
        {
            at++;
        }

        if (at == start || (at < pattern.Length && !char.IsWhiteSpace(pattern[at])))
        {
            throw AwsException.LogsParameter(
                $"Invalid filter pattern at character {at}: the local backend knows words and \"quoted phrases\"; other patterns are not supported.");
        }

        return pattern[start..at];
    }
}
