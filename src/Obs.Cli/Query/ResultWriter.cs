using System.Globalization;
using Obs.Insights;

namespace Obs.Cli.Query;

/// <summary>Prints a result in the format asked for.</summary>
internal static class ResultWriter
{
    public static void Write(ResultFormat format, InsightsQuery query, InsightsResult result, Terminal terminal)
    {
        switch (format)
        {
            case ResultFormat.Json:
                JsonRows.Write(result, terminal.Output);
                break;
            case ResultFormat.Csv:
                CsvRows.Write(query.Columns, result, terminal.Output);
                break;
            default:
                TableRows.Write(query.Columns, result, terminal.Output);
                terminal.Output.WriteLine(Summary(result));
                break;
        }

        if (result.Statistics.RecordsWithoutTime > 0)
        {
            terminal.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Statistics.RecordsWithoutTime:N0} lines say no time and were left out of the time range."));
        }
    }

    private static string Summary(InsightsResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Rows.Count:N0} rows; {result.Statistics.RecordsMatched:N0} of {result.Statistics.RecordsScanned:N0} events matched, "
        + $"{result.Statistics.BytesScanned:N0} bytes read");
}
