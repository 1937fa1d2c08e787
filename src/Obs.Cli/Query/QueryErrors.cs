using System.CommandLine;
using System.Globalization;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary>Shows where a query goes wrong: the message, the offsets, and the line with the place marked.</summary>
internal static class QueryErrors
{
    public static async Task<int> ReportAsync(Terminal terminal, QueryTextOptions text, ParseResult arguments, Func<string, Task<int>> run)
    {
        string query = text.Read(arguments);
        try
        {
            return await run(query).ConfigureAwait(false);
        }
        catch (QuerySyntaxException exception)
        {
            await terminal.Error.WriteLineAsync(Describe(query, exception)).ConfigureAwait(false);
            return ExitCode.MalformedQuery;
        }
    }

    private static string Describe(string query, QuerySyntaxException exception)
    {
        int lineStart = exception.Start == 0 ? 0 : query.LastIndexOf('\n', Math.Min(exception.Start, query.Length) - 1) + 1;
        int lineEnd = query.IndexOf('\n', Math.Min(exception.Start, query.Length));
        string line = query[lineStart..(lineEnd < 0 ? query.Length : lineEnd)].Replace('\t', ' ');
        int column = exception.Start - lineStart;
        int width = Math.Clamp(exception.End - exception.Start, 1, Math.Max(1, line.Length - column));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"MalformedQueryException: {exception.Message} (characters {exception.Start} to {exception.End})\n"
            + $"  {line}\n  {new string(' ', column)}{new string('^', width)}");
    }
}
