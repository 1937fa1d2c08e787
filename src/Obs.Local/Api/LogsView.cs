using System.Text.Json;
using Obs.Local.Logs;

namespace Obs.Local.Api;

/// <summary><c>/logs</c>: the newest log events of a time; found among the newest unless <c>reach=all</c>.</summary>
internal sealed class LogsView(LogQueries logs)
{
    private const int MaxLimit = 5_000;
    private const int MostLookedAt = 60_000;

    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        int mostLookedAt = query.Choice("reach", "quick", "all") == "all" ? int.MaxValue - 1 : MostLookedAt;
        var wanted = new LogQuery
        {
            From = query.From,
            Through = query.To - 1,
            Contains = query.Text("q"),
            Level = query.Text("level"),
            Service = query.Service,
            Environment = query.Environment,
            NewestFirst = true,
            Limit = (int)query.Whole("limit", 200, 1, MaxLimit),
        };
        (List<LogEventRow> found, bool isCut) = logs.Newest(wanted, mostLookedAt);
        writer.WriteStartObject();
        WriteEntries(writer, found);
        writer.WriteBoolean("complete", !isCut);
        writer.WriteEndObject();
    }

    public static void WriteEntries(Utf8JsonWriter writer, List<LogEventRow> entries)
    {
        writer.WriteStartArray("entries");
        foreach (LogEventRow entry in entries)
        {
            writer.WriteStartObject();
            writer.WriteNumber("timestamp", entry.Time);
            writer.WriteString("level", entry.Level);
            writer.WriteString("message", entry.Text ?? entry.Message);
            writer.WriteString("service", entry.Service);
            writer.WriteString("logger", entry.Logger);
            writer.WriteString("spanId", entry.SpanId);
            writer.WriteString("traceId", entry.TraceId);
            writer.WriteString("group", entry.Group);
            writer.WriteString("stream", entry.Stream);
            writer.WriteString("raw", entry.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
