using System.Text;
using System.Text.Json;
using Obs.Logging.Formatting;

namespace Obs.Logging.Sinks;

/// <summary>Turns an entry into text for people: time, level, category and message, then the properties that the message does not
/// show.</summary>
/// <remarks>Text stays escaped as it is in the entry, so that nothing an application logs can move the cursor or forge a line; only the
/// lines of a stack trace are broken.</remarks>
internal sealed class ReadableEntry(bool isColoured)
{
    private const int TimeAt = 11;
    private const int TimeLength = 12;

    private static readonly string[] Hidden =
        ["template", "eventId", "xrayTraceId", "spanId", "service", "environment", "version", "exceptionType", "exceptionMessage"];

    private readonly Dictionary<string, byte[]> _fields = new(StringComparer.Ordinal);

    public void Write(EntryBuffer to, ReadOnlySpan<byte> entry)
    {
        _fields.Clear();
        List<string> others = Read(entry);
        string level = TextOf("level");
        string time = TextOf("timestamp");
        Coloured(to, "2", time.Length >= TimeAt + TimeLength ? time.Substring(TimeAt, TimeLength) : time);
        Append(to, " ");
        Coloured(to, ColourOf(level), NameOf(level));
        Append(to, " ");
        Coloured(to, "36", TextOf("logger"));
        Append(to, " ");
        Append(to, TextOf("message"));

        string template = TextOf("template");
        foreach (string name in others.Where(name => !template.Contains("{" + name, StringComparison.Ordinal)))
        {
            Append(to, " ");
            Coloured(to, "2", $"{name}={TextOf(name)}");
        }

        Append(to, "\n");
        if (_fields.ContainsKey("exceptionStack"))
        {
            Append(to, "    ");
            Coloured(
                to,
                "31",
                TextOf("exceptionStack").Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "\n    ", StringComparison.Ordinal));
            Append(to, "\n");
        }
    }

    private List<string> Read(ReadOnlySpan<byte> entry)
    {
        List<string> others = [];
        var reader = new Utf8JsonReader(entry);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = Encoding.UTF8.GetString(reader.ValueSpan);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            bool isText = reader.TokenType == JsonTokenType.String;
            reader.Skip();
            ReadOnlySpan<byte> value = entry[start..(int)reader.BytesConsumed];
            _fields[name] = (isText ? value[1..^1] : value).ToArray();
            if (Array.IndexOf(Hidden, name) < 0 && name is not ("timestamp" or "level" or "logger" or "message" or "exceptionStack"))
            {
                others.Add(name);
            }
        }

        return others;
    }

    // Quotes and backslashes may be shown as they are; a backslash that escapes something else stays, and with it what it escapes.
    private string TextOf(string name) => _fields.TryGetValue(name, out byte[]? value)
        ? Encoding.UTF8.GetString(value).Replace("\\\"", "\"", StringComparison.Ordinal)
        : "";

    private void Coloured(EntryBuffer to, string colour, string text)
    {
        Append(to, isColoured ? $"\e[{colour}m{text}\e[0m" : text);
    }

    private static void Append(EntryBuffer to, string text) =>
        to.Advance(Encoding.UTF8.GetBytes(text, to.Room(Encoding.UTF8.GetMaxByteCount(text.Length))));

    private static string NameOf(string level) => level switch
    {
        "Trace" => "TRC",
        "Debug" => "DBG",
        "Information" => "INF",
        "Warning" => "WRN",
        "Error" => "ERR",
        _ => "CRT",
    };

    private static string ColourOf(string level) => level switch
    {
        "Trace" or "Debug" => "2",
        "Information" => "32",
        "Warning" => "33",
        "Error" => "31",
        _ => "41;97",
    };
}
