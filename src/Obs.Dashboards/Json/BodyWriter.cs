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

    public static string Write(JsonNode? node, bool indented)
    {
        var text = new StringBuilder();
        Write(text, node, indented ? 0 : null);
        return indented ? text.Append('\n').ToString() : text.ToString();
    }

    // depth is null where everything stands on one line.
    private static void Write(StringBuilder text, JsonNode? node, int? depth)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject json:
                IEnumerable<KeyValuePair<string, JsonNode?>> members =
                    json.OrderBy(static m => Rank(m.Key)).ThenBy(static m => m.Key, StringComparer.Ordinal);
                WriteAll(text, '{', '}', members, depth, WriteMember);
                break;
            case JsonArray array:
                // A metric of a graph stands on one line, so that a diff of two snapshots shows whole metrics.
                WriteAll(text, '[', ']', array, IsRow(array) ? null : depth, Write);
                break;
            default:
                text.Append(node.AsText() is { } value ? Quote(value) : node.ToJsonString());
                break;
        }
    }

    private static void WriteMember(StringBuilder text, KeyValuePair<string, JsonNode?> member, int? depth)
    {
        text.Append(Quote(member.Key)).Append(depth is null ? ":" : ": ");
        Write(text, member.Value, depth);
    }

    private static void WriteAll<T>(
        StringBuilder text, char open, char close, IEnumerable<T> items, int? depth, Action<StringBuilder, T, int?> write)
    {
        bool isFirst = true;
        text.Append(open);
        foreach (T item in items)
        {
            text.Append(isFirst ? "" : ",");
            Indent(text, depth + 1);
            write(text, item, depth + 1);
            isFirst = false;
        }

        if (!isFirst)
        {
            Indent(text, depth);
        }

        text.Append(close);
    }

    // Files and wire bodies, never part of a page: text stays readable.
    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static void Indent(StringBuilder text, int? depth)
    {
        if (depth is { } levels)
        {
            text.Append('\n').Append(' ', levels * 2);
        }
    }

    private static int Rank(string name) => Array.IndexOf(Leading, name) is >= 0 and int rank ? rank : Leading.Length;

    private static bool IsRow(JsonArray array) => array.All(static item => item is null or JsonValue)
        || (array[0].AsText() is not null && array.SkipLast(1).All(static item => item is JsonValue))
        || (array.Count == 1 && array[0] is JsonObject expression && expression.ContainsKey("expression"));
}
