using System.Text;
using System.Text.Json;

namespace Shop;

/// <summary>One line as CloudWatch Logs takes it, at the time the line itself gives, else when it was read.</summary>
internal readonly record struct LogEvent(long Timestamp, string Message)
{
    public static LogEvent Of(string line, DateTimeOffset read) => new((TimeIn(line) ?? read).ToUnixTimeMilliseconds(), line);

    private static DateTimeOffset? TimeIn(string line)
    {
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
            return json.Read() && json.TokenType == JsonTokenType.StartObject
                && json.Read() && json.ValueTextEquals("timestamp")
                && json.Read() && json.TokenType == JsonTokenType.String && json.TryGetDateTimeOffset(out DateTimeOffset time)
                ? time
                : null;
        }
        catch (JsonException)
        {
            // Something a library printed.
            return null;
        }
    }
}
