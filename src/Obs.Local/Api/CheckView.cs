using System.Text.Json;
using Obs.Insights;
using Obs.Local.Aws.Logs;
using Obs.Local.Filters;

namespace Obs.Local.Api;

/// <summary><c>/check/insights</c> and <c>/check/filter</c>: what is wrong with a text while it is being written, and where. A text that is
/// wrong is an answer here and not a failure.</summary>
internal static class CheckView
{
    public static void WriteInsights(ApiQuery query, Utf8JsonWriter writer)
    {
        string text = query.Text("q") ?? throw ApiException.Bad("q is required.");
        (_, string rest) = InsightsText.TakeSources(text);
        try
        {
            InsightsQuery parsed = InsightsQuery.Parse(rest);
            Write(writer, error: null, start: 0, end: 0, parsed.Columns, InsightsLint.Check(parsed));
        }
        catch (QuerySyntaxException exception)
        {
            Write(writer, exception.Message, exception.Start, exception.End, [], []);
        }
    }

    public static void WriteFilter(ApiQuery query, Utf8JsonWriter writer)
    {
        string text = query.Text("filter") ?? throw ApiException.Bad("filter is required.");
        try
        {
            FilterExpression.Parse(text);
            Write(writer, error: null, start: 0, end: 0, [], []);
        }
        catch (FilterSyntaxException exception)
        {
            Write(writer, exception.Message, exception.Position, Math.Min(text.Length, exception.Position + 1), [], []);
        }
    }

    private static void Write(
        Utf8JsonWriter writer, string? error, int start, int end, IReadOnlyList<string> columns, IReadOnlyList<LintFinding> findings)
    {
        writer.WriteStartObject();
        writer.WriteString("error", error);
        writer.WriteNumber("start", start);
        writer.WriteNumber("end", end);
        writer.WriteStartArray("columns");
        foreach (string column in columns)
        {
            writer.WriteStringValue(column);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("findings");
        foreach (LintFinding finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("message", finding.Message);
            writer.WriteNumber("start", finding.Start);
            writer.WriteNumber("end", finding.End);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
