namespace Obs.Dashboards;

/// <summary>The sources before the query of a log widget: <c>SOURCE 'a' | SOURCE 'b' | query</c>.</summary>
internal static class LogQueryText
{
    private const string Source = "SOURCE";

    public static string Join(IEnumerable<string> groups, string query) =>
        string.Concat(groups.Select(static group => $"{Source} '{group.Replace("'", "\\'", StringComparison.Ordinal)}' | ")) + query;

    /// <summary>Takes the sources off. What follows them begins at <c>Start</c>.</summary>
    public static (IReadOnlyList<string> Groups, string Query, int Start) Split(string text)
    {
        List<string> groups = [];
        int start = 0;
        while (ReadSource(text, start) is (string group, int end))
        {
            groups.Add(group);
            start = end;
        }

        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        return (groups, text[start..], start);
    }

    private static (string Group, int End)? ReadSource(string text, int start)
    {
        int at = SkipBlank(text, start);
        if (!text.AsSpan(at).StartsWith(Source, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        at = SkipBlank(text, at + Source.Length);
        if (at >= text.Length || text[at] is not ('\'' or '"'))
        {
            return null;
        }

        char quote = text[at];
        int close = at + 1;
        while (close < text.Length && (text[close] != quote || text[close - 1] == '\\'))
        {
            close++;
        }

        if (close >= text.Length)
        {
            return null;
        }

        string group = text[(at + 1)..close].Replace($"\\{quote}", quote.ToString(), StringComparison.Ordinal);
        int next = SkipBlank(text, close + 1);
        return (group, next < text.Length && text[next] == '|' ? next + 1 : next);
    }

    private static int SkipBlank(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
