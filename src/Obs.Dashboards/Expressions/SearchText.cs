namespace Obs.Dashboards.Expressions;

/// <summary>The first argument of SEARCH, read as far as it names a metric: <c>{Namespace,Dim1,Dim2} MetricName="X" Dim1="v"</c>.</summary>
internal sealed record SearchText(IReadOnlyList<string> Schema, IReadOnlyList<(string Key, string Value)> Terms)
{
    public string? Namespace => Schema.Count > 0 ? Schema[0] : Term("Namespace");

    public IReadOnlyList<string> Dimensions => [.. Schema.Skip(1)];

    public string? MetricName => Term("MetricName");

    /// <summary>Reads a search; null when its schema is not closed.</summary>
    public static SearchText? Parse(string text)
    {
        int open = text.IndexOf('{', StringComparison.Ordinal);
        int close = text.IndexOf('}', StringComparison.Ordinal);
        if (open >= 0 != close >= 0 || close < open)
        {
            return null;
        }

        string schema = open < 0 ? "" : text[(open + 1)..close];
        string rest = open < 0 ? text : text[(close + 1)..];
        return new(
            [.. schema.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(static s => s.Trim('"'))],
            [.. Pairs(rest)]);
    }

    // Only exact terms, Key="value", say which metric is meant; loose words match by their parts and are left alone.
    private static IEnumerable<(string Key, string Value)> Pairs(string text)
    {
        for (int at = text.IndexOf('=', StringComparison.Ordinal); at >= 0; at = text.IndexOf('=', at + 1))
        {
            int open = at + 1;
            if (open >= text.Length || text[open] != '"')
            {
                continue;
            }

            int close = open + 1;
            while (close < text.Length && (text[close] != '"' || text[close - 1] == '\\'))
            {
                close++;
            }

            if (close == text.Length)
            {
                yield break;
            }

            yield return (Key(text, at), text[(open + 1)..close].Replace("\\\"", "\"", StringComparison.Ordinal));
            at = close;
        }
    }

    private static string Key(string text, int end)
    {
        int start = end;
        if (end > 0 && text[end - 1] == '"')
        {
            start = text.LastIndexOf('"', Math.Max(0, end - 2));
            return start < 0 ? "" : text[(start + 1)..(end - 1)];
        }

        while (start > 0 && !char.IsWhiteSpace(text[start - 1]) && text[start - 1] != '(')
        {
            start--;
        }

        return text[start..end];
    }

    private string? Term(string key) => Terms.FirstOrDefault(term => term.Key == key).Value;
}
