using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Obs.Dashboards.Tests.Model;

/// <summary>Bodies as people and consoles write them, made at random: known members, unknown ones, shorthand rows, every type of
/// widget.</summary>
internal static class JsonBodies
{
    private static readonly Gen<string> Word = Gen.Elements(
        "a", "Latency", "p99", "x y", "ä\"\\", "", "#1f77b4", "timeSeries", "2026-01-01T00:00:00.000Z", "</script>");

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        Word.Select(static w => (JsonNode?)JsonValue.Create(w)),
        Gen.Choose(-5, 1_000_000).Select(static n => (JsonNode?)JsonValue.Create(n)),
        Gen.Elements("1.0", "1e400", "-0", "0.30000000000000004", "12345678901234567890").Select(static n => JsonNode.Parse(n)),
        Gen.Elements(true, false).Select(static b => (JsonNode?)JsonValue.Create(b)),
        Gen.Constant<JsonNode?>(null));

    public static Gen<JsonObject> Body =>
        from widgets in Widget.ListOf()
        from variables in Free(1).ListOf()
        from rest in Free(2)
        select With(rest, ("widgets", Array(widgets)), ("variables", Array(variables)));

    private static Gen<JsonObject> Widget =>
        from type in Gen.Elements("metric", "text", "log", "alarm", "explorer", "custom", "chart")
        from x in Gen.Choose(0, 23)
        from y in Gen.Choose(0, 100)
        from place in Gen.Elements(true, false)
        from rest in Free(1)
        from properties in Free(2)
        from rows in Row.ListOf()
        let known = type == "metric" ? With(properties, ("metrics", Array(rows))) : properties
        select place
            ? With(rest, ("type", JsonValue.Create(type)), ("x", JsonValue.Create(x)), ("y", JsonValue.Create(y)), ("properties", known))
            : With(rest, ("type", JsonValue.Create(type)), ("properties", known));

    private static Gen<JsonArray> Row =>
        from options in Free(1)
        from name in Gen.Elements("Latency", "Fault", "Error")
        from service in Gen.Elements("shop", "payments", "a'b")
        from hasOptions in Gen.Elements(true, false)
        from isExpression in Gen.Elements(true, false, false)
        select isExpression
            ? new JsonArray(With(options, ("expression", JsonValue.Create("m1/2"))))
            : new JsonArray(
            [
                .. new[] { "Obs", name, "Service", service }.Select(static text => (JsonNode?)JsonValue.Create(text)),
                .. hasOptions ? new JsonNode?[] { options } : [],
            ]);

    private static Gen<JsonObject> Free(int depth) =>
        from names in Gen.Elements("title", "view", "stat", "period", "unknown", "annotations", "yAxis", "width", "Z").ListOf()
        from values in Value(depth).ArrayOf(10)
        select With([], [.. names.Distinct().Zip(values)]);

    private static Gen<JsonNode?> Value(int depth) => depth == 0
        ? Leaf
        : Gen.OneOf(Leaf, Free(depth - 1).Select(static o => (JsonNode?)o), Leaf.ListOf().Select(static items => (JsonNode?)Array(items)));

    private static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items.Select(static item => item?.DeepClone())]);

    private static JsonObject With(JsonObject json, params (string Name, JsonNode? Value)[] members)
    {
        var copy = (JsonObject)json.DeepClone();
        foreach ((string name, JsonNode? value) in members)
        {
            copy[name] = value?.DeepClone();
        }

        return copy;
    }
}
