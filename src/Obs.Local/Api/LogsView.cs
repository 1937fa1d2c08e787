using System.Text.Json;
using Obs.Local.Logs;

namespace Obs.Local.Api;

/// <summary><c>/logs</c>: the newest log events of a time.</summary>
internal sealed class LogsView(LogQueries logs)
{
    private const int MaxLimit = 5_000;

    public void Write(ApiQuery query, Utf8JsonWriter writer) => Write(writer, logs.Events(new LogQuery
    {
        From = query.From,
        Through = query.To - 1,
        Contains = query.Text("q"),
        Level = query.Text("level"),
        Service = query.Service,
        Environment = query.Environment,
        NewestFirst = true,
        Limit = (int)query.Whole("limit", 200, 1, MaxLimit),
    }));

    public static void Write(Utf8JsonWriter writer, List<LogEventRow> entries)
    {
        writer.WriteStartObject();
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
        writer.WriteEndObject();
    }
}
