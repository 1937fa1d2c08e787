using System.Globalization;

namespace Obs.Insights.Syntax;

/// <summary>Words for what is wrong with a query, with line and position as the service gives them.</summary>
internal static class SyntaxError
{
    private const int LongestQuotedSymbol = 40;

    public static QuerySyntaxException At(string query, SourceRange range, string what)
    {
        int line = 1 + query.AsSpan(0, range.Start).Count('\n');
        int column = range.Start - (query.AsSpan(0, range.Start).LastIndexOf('\n') + 1) + 1;
        return new(string.Create(CultureInfo.InvariantCulture, $"{what} at line {line} and position {column}"), range.Start, range.End);
    }

    public static QuerySyntaxException Unexpected(string query, SourceRange range, string expected)
    {
        string found = range.Start >= query.Length ? "end of query" : Symbol(query, range);
        return At(query, range, $"unexpected symbol found {found}, expected {expected},");
    }

    private static string Symbol(string query, SourceRange range)
    {
        string text = query[range.Start..Math.Max(range.End, range.Start + 1)];
        return text.Length <= LongestQuotedSymbol ? text : text[..LongestQuotedSymbol] + "…";
    }
}
