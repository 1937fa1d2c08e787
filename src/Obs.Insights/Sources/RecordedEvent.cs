using System.Text;
using System.Text.Json;

namespace Obs.Insights.Sources;

/// <summary>One recorded event: <c>{timestamp (ms), message, logStream?, log?, ingestionTime?}</c>. A message that is JSON, not text,
/// counts as its text.</summary>
internal static class RecordedEvent
{
    public static LogEvent Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        JsonElement element = JsonElement.ParseValue(ref reader);
        if (TimeOf(element, "timestamp") is not { } timestamp || !element.TryGetProperty("message", out JsonElement message))
        {
            string found = Encoding.UTF8.GetString(json[..Math.Min(json.Length, 80)]);
            throw new InvalidDataException($"A recorded event has a timestamp in milliseconds and a message; found {found}");
        }

        return new LogEvent(timestamp, TextOf(message) ?? message.GetRawText())
        {
            LogStream = TextOf(element, "logStream"),
            Log = TextOf(element, "log"),
            IngestionTime = TimeOf(element, "ingestionTime"),
            Reference = TextOf(element, "ptr"),
        };
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? TextOf(value) : null;

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? TimeOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long time)
            ? DateTimeOffset.FromUnixTimeMilliseconds(time)
            : null;
}
