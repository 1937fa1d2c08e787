using System.Globalization;
using System.Text.Json;

namespace Obs.Local.Otlp;

/// <summary>Writes the <c>cause</c> block: the exceptions that were recorded as events of a span, else the words of its status.</summary>
internal static class SpanCause
{
    public static void Write(Utf8JsonWriter json, OtlpSpan span)
    {
        List<OtlpEvent> exceptions = span.Events.FindAll(static recorded => recorded.Name == "exception");
        if (exceptions.Count == 0 && span.StatusMessage.Length == 0)
        {
            return;
        }

        json.WriteStartObject("cause");
        json.WriteStartArray("exceptions");
        for (int i = 0; i < exceptions.Count; i++)
        {
            OtlpAttributes attributes = exceptions[i].Attributes;
            Write(
                json,
                span,
                i,
                attributes.Text("exception.type"),
                attributes.Text("exception.message"),
                attributes.Text("exception.stacktrace"));
        }

        if (exceptions.Count == 0)
        {
            Write(json, span, 0, type: null, span.StatusMessage, stack: null);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, OtlpSpan span, int position, string? type, string? message, string? stack)
    {
        json.WriteStartObject();

        // The same for the same span, so that a span sent twice is one document.
        _ = ulong.TryParse(span.SpanId, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong id);
        json.WriteString("id", (id + (ulong)position + 1).ToString("x16", CultureInfo.InvariantCulture));
        SpanText.Write(json, "type", type?[(type.LastIndexOf('.') + 1)..]);
        SpanText.Write(json, "message", message);
        if (stack is not null)
        {
            json.WriteStartArray("stack");
            foreach (string line in stack.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                json.WriteStartObject();
                json.WriteString("label", line.StartsWith("at ", StringComparison.Ordinal) ? line[3..] : line);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
