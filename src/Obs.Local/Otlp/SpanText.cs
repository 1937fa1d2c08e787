using System.Text.Json;

namespace Obs.Local.Otlp;

/// <summary>Writes members that are only there when they say something, and values of any kind.</summary>
internal static class SpanText
{
    public static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case long number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case double number: json.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity"); break;
            case List<KeyValuePair<string, object?>> pairs:
                json.WriteStartObject();
                foreach ((string key, object? item) in pairs.DistinctBy(static pair => pair.Key))
                {
                    json.WritePropertyName(key);
                    WriteValue(json, item);
                }

                json.WriteEndObject();
                break;
            case List<object?> items:
                json.WriteStartArray();
                items.ForEach(item => WriteValue(json, item));
                json.WriteEndArray();
                break;
            default: json.WriteNullValue(); break;
        }
    }
}
