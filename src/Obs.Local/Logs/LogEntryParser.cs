using System.Text;
using System.Text.Json;
using Obs.Local.Environments;
using Obs.Local.Traces;

namespace Obs.Local.Logs;

/// <summary>Reads level, service, trace and the rest out of a message that is one flat JSON object; any other message is plain
/// text.</summary>
internal static class LogEntryParser
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    public static LogEntry Parse(long time, string message)
    {
        if (!message.AsSpan().TrimStart().StartsWith('{'))
        {
            return new LogEntry { Time = time, Message = message };
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(message, Options);
            return FromJson(time, message, document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or EncoderFallbackException)
        {
            // It only looked like JSON, or holds half of a surrogate pair: it is still a log event.
            return new LogEntry { Time = time, Message = message };
        }
    }

    private static LogEntry FromJson(long time, string message, JsonElement json)
    {
        _ = TraceId.TryNormalize(Text(json, "xrayTraceId") ?? Text(json, "traceId"), out string traceId);
        return new LogEntry
        {
            Time = time,
            Message = message,
            Level = Text(json, "level"),
            Service = Text(json, "service"),
            Environment = EnvironmentName.Of(Text(json, "environment")),
            Logger = Text(json, "logger"),
            Text = Text(json, "message"),
            TraceId = traceId.Length > 0 ? traceId : null,
            SpanId = Text(json, "spanId"),
        };
    }

    private static string? Text(JsonElement json, string member) =>
        json.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
