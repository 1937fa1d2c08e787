using System.Text.Json.Nodes;
using Obs.Dashboards.Json;

namespace Obs.Dashboards;

/// <summary>What differs between two JSON values. Arrays whose items have names are compared by name and not by index.</summary>
internal static class JsonDifference
{
    public static IEnumerable<MemberChange> Between(JsonNode? before, JsonNode? after, string path)
    {
        if (JsonNode.DeepEquals(before, after))
        {
            return [];
        }

        return (before, after) switch
        {
            (JsonObject one, JsonObject other) => one.Select(static m => m.Key).Union(other.Select(static m => m.Key))
                .Order(StringComparer.Ordinal)
                .SelectMany(name => Member(one, other, name, path.Length == 0 ? name : $"{path}.{name}")),
            (JsonArray one, JsonArray other) when Keyed(one) is { } left && Keyed(other) is { } right => ByKey(left, right, path),
            _ => [new MemberChange(path, Text(before), Text(after))],
        };
    }

    private static IEnumerable<MemberChange> Member(JsonObject before, JsonObject after, string name, string path) =>
        (before.ContainsKey(name), after.ContainsKey(name)) switch
        {
            (true, false) => [new MemberChange(path, Text(before[name]), after: null)],
            (false, true) => [new MemberChange(path, before: null, Text(after[name]))],
            _ => Between(before[name], after[name], path),
        };

    private static IEnumerable<MemberChange> ByKey(
        List<(string Key, JsonNode Item)> before, List<(string Key, JsonNode Item)> after, string path)
    {
        foreach (string key in before.Select(static item => item.Key).Union(after.Select(static item => item.Key)))
        {
            JsonNode? one = before.FirstOrDefault(item => item.Key == key).Item;
            JsonNode? other = after.FirstOrDefault(item => item.Key == key).Item;
            if (!JsonNode.DeepEquals(one, other))
            {
                yield return new($"{path}[{key}]", one is null ? null : Text(one), other is null ? null : Text(other));
            }
        }

        string[] kept = [.. before.Select(static item => item.Key).Intersect(after.Select(static item => item.Key))];
        string[] now = [.. after.Select(static item => item.Key).Intersect(kept)];
        if (!kept.SequenceEqual(now))
        {
            yield return new($"{path} (order)", string.Join(", ", kept), string.Join(", ", now));
        }
    }

    // Null where an item has no name, or two have the same.
    private static List<(string Key, JsonNode Item)>? Keyed(JsonArray array)
    {
        List<(string Key, JsonNode Item)> items = [];
        foreach (JsonNode? item in array)
        {
            if (Key(item) is not { } key || items.Exists(other => other.Key == key))
            {
                return null;
            }

            items.Add((key, item!));
        }

        return items;
    }

    private static string? Key(JsonNode? item) => item switch
    {
        JsonObject json => json.Text("id") ?? json.Text("label") ?? json.Text("value"),
        JsonArray { Count: > 0 } row when row[^1] is JsonObject options => options.Text("id") ?? RowKey(row),
        JsonArray { Count: > 0 } row => RowKey(row),
        JsonValue value => value.AsText(),
        _ => null,
    };

    private static string RowKey(JsonArray row) =>
        string.Join(' ', row.Select(static part =>
            part is JsonObject options ? options.Text("stat") ?? options.Text("expression") : part.AsText()));

    private static string Text(JsonNode? node) => BodyWriter.Write(node, indented: false);
}
