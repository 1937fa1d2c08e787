using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Obs.Dashboards.Json;

/// <summary>Writes the same JSON for the same content: members in one order, numbers as they were read.</summary>
internal static class BodyWriter
{
    // What tells a widget from another first; everything else follows by the alphabet.
    private static readonly string[] Leading =
        ["version", "service", "start", "end", "periodOverride", "type", "id", "name", "x", "y", "width", "height", "title", "properties"];

    // Files and wire bodies, never part of a page: text stays readable.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = Compact with { Indented = true, NewLine = "\n" };

    public static string Write(JsonNode? node, bool indented)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, indented ? Indented : Compact))
        {
            Write(writer, node, indented);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + (indented ? "\n" : "");
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node, bool indented)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject json:
                WriteMembers(writer, json, indented);
                break;
            case JsonArray array when indented && IsRow(array):
                // A metric of a graph stands on one line, so that a diff of two snapshots shows whole metrics.
                writer.WriteRawValue(Write(array, indented: false));
                break;
            case JsonArray array:
                writer.WriteStartArray();
                foreach (JsonNode? item in array)
                {
                    Write(writer, item, indented);
                }

                writer.WriteEndArray();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, JsonObject json, bool indented)
    {
        writer.WriteStartObject();
        foreach ((string name, JsonNode? value) in json.OrderBy(static m => Rank(m.Key)).ThenBy(static m => m.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            Write(writer, value, indented);
        }

        writer.WriteEndObject();
    }

    private static int Rank(string name) => Array.IndexOf(Leading, name) is >= 0 and int rank ? rank : Leading.Length;

    private static bool IsRow(JsonArray array) => array.All(static item => item is null or JsonValue)
        || (array[0].AsText() is not null && array.SkipLast(1).All(static item => item is JsonValue))
        || (array.Count == 1 && array[0] is JsonObject expression && expression.ContainsKey("expression"));
}
