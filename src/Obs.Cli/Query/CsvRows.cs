using System.Buffers;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary>Comma-separated values as RFC 4180 has them: a header, CRLF, quotes where a value needs them.</summary>
internal static class CsvRows
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    public static void Write(IReadOnlyList<string> columns, InsightsResult result, TextWriter output)
    {
        WriteLine(columns, output);
        foreach (InsightsRow row in result.Rows)
        {
            WriteLine(columns.Select(column => row[column] ?? ""), output);
        }
    }

    private static void WriteLine(IEnumerable<string> values, TextWriter output)
    {
        output.Write(string.Join(',', values.Select(Quote)));
        output.Write("\r\n");
    }

    private static string Quote(string value) =>
        value.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
